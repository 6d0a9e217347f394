import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import Table from '@cloudscape-design/components/table';
import { useSearchParams } from 'react-router';
import { z } from 'zod';
import { useConnection } from '#api/connection.tsx';
import { LostJobs } from '#job-state/lost-jobs.tsx';
import { useJobs } from '#job-state/use-job.ts';
import { paths } from '#paths.ts';
import { useFollow } from '#ui/app-link.tsx';
import { ErrorAlert } from '#ui/error-alert.tsx';
import { jobColumns } from './columns.tsx';

const pageSize = 20;

/** Scans, exports and clean-ups of the connection, the newest first. */
export function Component() {
  const connection = useConnection();
  const [search, setSearch] = useSearchParams();
  const { data: jobs = [], isPending, error, refetch, isFetching } = useJobs();
  const pagesCount = Math.max(1, Math.ceil(jobs.length / pageSize));
  const page = Math.min(
    pagesCount,
    z.coerce
      .number()
      .int()
      .min(1)
      .catch(1)
      .parse(search.get('page') ?? 1),
  );
  return (
    <>
      <title>{`Jobs - ${connection.label} - Lifeguard`}</title>
      <LostJobs />
      <Table
        variant="full-page"
        stickyHeader
        trackBy="id"
        items={jobs.slice((page - 1) * pageSize, page * pageSize)}
        columnDefinitions={jobColumns}
        enableKeyboardNavigation
        wrapLines
        loading={isPending}
        loadingText="Loading jobs…"
        ariaLabels={{ tableLabel: 'Jobs' }}
        empty={
          error ? (
            <ErrorAlert error={error} header="The jobs could not be loaded" onRetry={() => void refetch()} />
          ) : (
            <NoJobs />
          )
        }
        header={
          <Header
            variant="awsui-h1-sticky"
            counter={isPending ? '' : `(${jobs.length})`}
            description="Work that goes on when you close the page, and after a restart of Lifeguard."
            actions={
              <Button iconName="refresh" ariaLabel="Refresh jobs" loading={isFetching} onClick={() => void refetch()} />
            }
          >
            Jobs
          </Header>
        }
        pagination={
          <Pagination
            currentPageIndex={page}
            pagesCount={pagesCount}
            onChange={({ detail }) => setSearch({ page: String(detail.currentPageIndex) })}
            ariaLabels={{ paginationLabel: 'Pages of jobs' }}
          />
        }
      />
    </>
  );
}

function NoJobs() {
  const { id } = useConnection();
  const follow = useFollow();
  return (
    <Box textAlign="center" margin={{ vertical: 'm' }} color="inherit">
      <Box variant="strong">No jobs</Box>
      <Box variant="p" color="text-body-secondary" margin={{ bottom: 's' }}>
        A job begins when you scan a pool on its Identities tab, export what a filter finds, or clean up.
      </Box>
      <Button href={paths.pools(id)} onFollow={follow}>
        Go to the identity pools
      </Button>
    </Box>
  );
}
