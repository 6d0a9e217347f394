import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Identity } from '@lifeguard/shared/identities/identity';
import { type IdentityFilter, isEmptyFilter } from '@lifeguard/shared/identities/filter';
import type { IdentityIndexState } from '@lifeguard/shared/api/identity-index';
import { memo } from 'react';
import { useConnection } from '#api/connection.tsx';
import { useDeletionReason } from '../deletion-reason.ts';
import { countText } from '#job-state/words.ts';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import { absoluteTime, relativeTime, utcTime } from '#ui/format-time.ts';
import { useNow } from '#ui/use-now.ts';
import { DeveloperUsersLink } from './developer-users-link.tsx';
import { ExportButton } from '../export-button.tsx';
import { formatFilter } from '../filter/url.ts';
import { ScanButton } from '../scan-button.tsx';

interface IndexedHeaderProps {
  scan: NonNullable<IdentityIndexState['scan']>;
  poolId: string;
  filter: IdentityFilter;
  /** How many the filter finds; undefined while that is not known. */
  total: number | undefined;
  selected: readonly Identity[];
  onDelete: () => void;
}

/** How many identities there are, as of when, and what can be done with them. */
export const IndexedHeader = memo(function IndexedHeader(props: IndexedHeaderProps) {
  const { scan, poolId, filter, total, selected, onDelete } = props;
  const { id } = useConnection();
  const follow = useFollow();
  const forbidden = useDeletionReason();
  const deleteReason = forbidden ?? (selected.length === 0 ? 'Choose identities in the table first.' : undefined);
  const all = countText(scan.counts.total);
  const query = formatFilter(filter).toString();
  const cleanUp = paths.poolCleanUp(id, poolId);
  return (
    <Header
      variant="h2"
      counter={
        isEmptyFilter(filter) ? `(${all})` : total === undefined ? `(… of ${all})` : `(${countText(total)} of ${all})`
      }
      description={<AsOf scan={scan} />}
      actions={
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <DeveloperUsersLink />
          <ScanButton poolId={poolId}>Scan again</ScanButton>
          <ExportButton poolId={poolId} filter={filter} count={total ?? 0}>
            Export
          </ExportButton>
          <Button disabled={deleteReason !== undefined} disabledReason={deleteReason ?? ''} onClick={onDelete}>
            {selected.length === 0 ? 'Delete identities' : `Delete ${selected.length} chosen`}
          </Button>
          <Button href={query === '' ? cleanUp : `${cleanUp}?${query}`} onFollow={follow}>
            Clean up…
          </Button>
        </SpaceBetween>
      }
    >
      Identities
    </Header>
  );
});

/** When the scan was made, and what it found to be different from the one before. */
export function AsOf({ scan: { finishedAt, changes } }: Pick<IndexedHeaderProps, 'scan'>) {
  const now = useNow();
  return (
    <>
      As of{' '}
      <time dateTime={finishedAt} title={utcTime(finishedAt)}>
        {absoluteTime(finishedAt)}
      </time>
      , {relativeTime(finishedAt, now)}.
      {changes &&
        ` ${countText(changes.appeared)} appeared and ${countText(changes.gone)} are gone since the scan before.`}
    </>
  );
}
