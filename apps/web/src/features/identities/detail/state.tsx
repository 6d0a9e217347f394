import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Identity } from '@lifeguard/shared/identities/identity';
import { useQuery } from '@tanstack/react-query';
import { useConnection } from '#api/connection.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { absoluteTime } from '#ui/format-time.ts';
import { StatusText } from '#ui/status-text.tsx';
import { scannedIdentityQuery, type ScannedIdentity } from '../index-state-query.ts';

/** Whether the identity can be used or was merged into another, as far as it is known. */
export function IdentityState({ poolId, identity }: { poolId: string; identity: Identity }) {
  const { id } = useConnection();
  const { data, error, refetch } = useQuery(scannedIdentityQuery(id, poolId, identity.IdentityId));
  if (error) {
    return (
      <ErrorAlert error={error} header="What the latest scan says could not be read" onRetry={() => void refetch()} />
    );
  }
  if (data === undefined) return <StatusText type="loading">Looking into the latest scan…</StatusText>;
  return (
    <SpaceBetween size="xxs">
      <ScannedState scanned={data} />
      {identity.Logins.length === 0 && isModified(identity) && data.state !== 'disabled' && (
        <Box variant="small">
          It has no logins, and was modified after it was created. That is so where its logins went to another identity
          in a merge, or were unlinked: then nobody can use it any more.
        </Box>
      )}
    </SpaceBetween>
  );
}

function ScannedState({ scanned }: { scanned: ScannedIdentity }) {
  switch (scanned.state) {
    case 'disabled':
      return (
        <StatusText type="warning">
          Disabled, as the scan of {absoluteTime(scanned.scannedAt)} found: it was merged into another identity, which
          has its logins now. AWS does not say into which. It happens when a user presents logins of two identities
          together, or by MergeDeveloperIdentities, and can&apos;t be undone.
        </StatusText>
      );
    case 'enabled':
      return <StatusText type="success">Enabled, as the scan of {absoluteTime(scanned.scannedAt)} found.</StatusText>;
    case 'missing':
      return (
        <StatusText type="info">
          Not known: the scan of {absoluteTime(scanned.scannedAt)} did not have it, so it was probably created later.
        </StatusText>
      );
    case 'none':
      return <StatusText type="info">Not known. AWS shows it only in lists: a scan of the pool would tell.</StatusText>;
  }
}

function isModified({ CreationDate, LastModifiedDate }: Identity): boolean {
  return CreationDate !== LastModifiedDate;
}
