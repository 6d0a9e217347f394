import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { FoundDeveloperUsers } from '@lifeguard/shared/identities/developer-users';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useReadOnlyReason } from '#api/connection.tsx';
import { CopyId } from '#ui/copy-id.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';

const UnlinkDeveloper = lazy(async () => ({ default: (await import('./unlink.tsx')).UnlinkDeveloper }));

interface DeveloperUsersProps {
  /** Of `developerQueries.users`. */
  found: UseInfiniteQueryResult<InfiniteData<FoundDeveloperUsers>>;
  poolId: string;
  title: string;
  description: ReactNode;
  empty: string;
  /** What else can be done with a user, beside unlinking. */
  renderActions?: (user: string) => ReactNode;
}

/** The developer users of one identity, page by page. */
export function DeveloperUsers({ found, poolId, title, description, empty, renderActions }: DeveloperUsersProps) {
  const readOnlyReason = useReadOnlyReason();
  const [unlinked, setUnlinked] = useState<string>();
  const pages = found.data?.pages ?? [];
  const users = pages.flatMap(({ DeveloperUserIdentifierList }) => DeveloperUserIdentifierList);
  const IdentityId = pages[0]?.IdentityId ?? '';

  if (found.error && found.data === undefined) {
    return (
      <ErrorAlert
        error={found.error}
        header="The developer users could not be looked up"
        onRetry={() => void found.refetch()}
      />
    );
  }
  return (
    <SpaceBetween size="m">
      <Table
        header={
          <Header variant="h2" counter={`(${users.length}${found.hasNextPage ? '+' : ''})`} description={description}>
            {title}
          </Header>
        }
        items={users}
        loading={found.isPending}
        loadingText="Looking up…"
        wrapLines
        ariaLabels={{ tableLabel: title }}
        empty={<Box color="text-body-secondary">{empty}</Box>}
        columnDefinitions={columnsFor({ renderActions, readOnlyReason, onUnlink: setUnlinked })}
        footer={
          found.hasNextPage && (
            <Box textAlign="center">
              <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                Load more
              </Button>
            </Box>
          )
        }
      />
      {found.error && <ErrorAlert error={found.error} header="The rest of the developer users could not be loaded" />}
      {unlinked !== undefined && (
        <Suspense fallback={null}>
          <UnlinkDeveloper
            poolId={poolId}
            user={{ IdentityId, DeveloperUserIdentifier: unlinked }}
            onClose={() => setUnlinked(undefined)}
          />
        </Suspense>
      )}
    </SpaceBetween>
  );
}

interface UserActions {
  renderActions: ((user: string) => ReactNode) | undefined;
  readOnlyReason: string | undefined;
  onUnlink: (user: string) => void;
}

function columnsFor(options: UserActions): TableProps.ColumnDefinition<string>[] {
  return [
    {
      id: 'user',
      header: 'Developer user identifier',
      isRowHeader: true,
      cell: (user) => <CopyId value={user} label="developer user identifier" wrap />,
    },
    { id: 'actions', header: 'Actions', cell: (user) => <Actions user={user} {...options} /> },
  ];
}

function Actions({ user, renderActions, readOnlyReason, onUnlink }: UserActions & { user: string }) {
  return (
    <SpaceBetween direction="horizontal" size="s">
      {renderActions?.(user)}
      <Button
        variant="inline-link"
        ariaLabel={`Unlink ${user}`}
        disabled={readOnlyReason !== undefined}
        disabledReason={readOnlyReason ?? ''}
        onClick={() => onUnlink(user)}
      >
        Unlink
      </Button>
    </SpaceBetween>
  );
}
