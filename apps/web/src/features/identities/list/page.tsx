import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { ActiveJobs } from '#job-state/active-jobs.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { indexQueries } from '../index-queries.ts';
import { IndexedIdentities } from './indexed.tsx';
import { ListedIdentities } from './listed.tsx';
import { ScanOffer } from '../scan-offer.tsx';

/** The identities of a pool: found in the index of its latest scan, or page by page where there is none. */
export function Component() {
  const { id: connectionId } = useConnection();
  const { poolId = '' } = useParams();
  const { data: index, error, refetch } = useQuery(indexQueries.state({ connectionId, poolId }));
  if (index === undefined && !error) return <Spinner size="large" />;
  return (
    <SpaceBetween size="m">
      <ActiveJobs poolId={poolId} />
      {error && (
        <ErrorAlert
          error={error}
          header="What the latest scan found could not be loaded"
          onRetry={() => void refetch()}
        />
      )}
      {index && index.scan === undefined && <ScanOffer index={index} poolId={poolId} />}
      {index?.scan === undefined ? <ListedIdentities /> : <IndexedIdentities scan={index.scan} poolId={poolId} />}
    </SpaceBetween>
  );
}
