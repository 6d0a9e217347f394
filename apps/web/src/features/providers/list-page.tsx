import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { Pool } from '@lifeguard/shared/api/pools';
import { userPoolQuota } from '@lifeguard/shared/aws/providers';
import { type ProviderEntry, entryKey, providerEntries } from '@lifeguard/shared/pool/provider-entry';
import { useState } from 'react';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { DanglingMappings } from '#pool/edit/dangling-mappings.tsx';
import { useEditReason, usePool } from '#pool/use-pool.ts';
import { useUserPoolNames } from '#pool/user-pool-names.ts';
import { useFollow } from '#ui/app-link.tsx';
import { providerColumns } from './columns.tsx';
import { RemoveProvider } from './remove.tsx';

/** Every provider of a pool, whatever member it stands in. */
export function Component() {
  const { data: pool } = usePool();
  // The frame around the tabs shows loading and errors.
  return pool && <ProviderList pool={pool} />;
}

function ProviderList({ pool }: { pool: Pool }) {
  const { id } = useConnection();
  const follow = useFollow();
  const editReason = useEditReason(pool);
  const userPoolNames = useUserPoolNames();
  const [removed, setRemoved] = useState<ProviderEntry>();
  const { document } = pool;
  const entries = providerEntries(document);
  const userPools = document.CognitoIdentityProviders.length;
  const add = (
    <Button
      variant="primary"
      href={paths.poolProviderAdd(id, document.IdentityPoolId)}
      onFollow={follow}
      disabled={editReason !== undefined}
      disabledReason={editReason ?? ''}
    >
      Add provider
    </Button>
  );
  return (
    <SpaceBetween size="l">
      <DanglingMappings pool={pool} editReason={editReason} />
      {userPools >= userPoolQuota && (
        <Alert type="warning">
          The pool has {userPools} user pools with their app clients. AWS allows {userPoolQuota}, unless the quota of
          your account was raised.
        </Alert>
      )}
      <Table
        header={
          <Header
            variant="h2"
            counter={`(${entries.length})`}
            description="Who vouches for the people that sign in, and what their sign-in is worth."
            actions={add}
          >
            Identity providers
          </Header>
        }
        columnDefinitions={providerColumns({ connectionId: id, pool, userPoolNames, editReason, onRemove: setRemoved })}
        items={entries}
        trackBy={entryKey}
        wrapLines
        ariaLabels={{ tableLabel: 'Identity providers' }}
        empty={
          <Box textAlign="center" padding="l">
            <SpaceBetween size="s">
              <Box variant="strong">No identity providers</Box>
              <div>
                Nobody can sign in through this pool. Add the user pool, social account or company directory that your
                users come from.
              </div>
              {document.AllowUnauthenticatedIdentities && (
                <div>Guests get credentials all the same: guest access is on.</div>
              )}
              <div>{add}</div>
            </SpaceBetween>
          </Box>
        }
      />
      {removed && <RemoveProvider pool={pool} entry={removed} onClose={() => setRemoved(undefined)} />}
    </SpaceBetween>
  );
}
