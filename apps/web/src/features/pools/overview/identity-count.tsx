import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { IdentityIndexState } from '@lifeguard/shared/api/identity-index';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { identityScanQuery } from '#pool/identity-scan.ts';
import { poolQueries } from '#pool/queries.ts';
import { AppLink } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { useNow } from '#ui/use-now.ts';
import { countedText, scannedText, scanTimeText } from '../identity-count.ts';

/** What the latest scan found. Without one AWS has no count: it is made by listing, so only when somebody asks. */
export function IdentityCount({ poolId }: { poolId: string }) {
  const { id } = useConnection();
  const { data, isPending } = useQuery(identityScanQuery(id, poolId));
  if (isPending) return '…';
  return data?.scan === undefined ? <CountByListing poolId={poolId} /> : <Scanned poolId={poolId} scan={data.scan} />;
}

function Scanned({ poolId, scan }: { poolId: string; scan: NonNullable<IdentityIndexState['scan']> }) {
  const { id } = useConnection();
  const now = useNow();
  return (
    <>
      <AppLink href={paths.poolIdentities(id, poolId)}>{scannedText(scan)}</AppLink>
      <Box variant="small" color="text-body-secondary" display="block">
        {scanTimeText(scan, now)}
      </Box>
    </>
  );
}

function CountByListing({ poolId }: { poolId: string }) {
  const { id } = useConnection();
  const now = useNow();
  const [isWanted, setIsWanted] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({ ...poolQueries.deleteImpact(id, poolId), enabled: isWanted });
  if (error) {
    return <ErrorAlert error={error} header="The identities could not be counted" onRetry={() => void refetch()} />;
  }
  if (data !== undefined) {
    const { identities } = data;
    return (
      <SpaceBetween size="xxxs">
        <div>{countedText(identities, undefined, now)}</div>
        {identities.more && (
          <AppLink href={paths.poolIdentities(id, poolId)}>A scan of the pool counts them all</AppLink>
        )}
      </SpaceBetween>
    );
  }
  return (
    <Button variant="inline-link" loading={isFetching} loadingText="Counting" onClick={() => setIsWanted(true)}>
      Count identities
    </Button>
  );
}
