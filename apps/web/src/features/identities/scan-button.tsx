import Button from '@cloudscape-design/components/button';
import type { ReactNode } from 'react';
import { useConnection } from '#api/connection.tsx';
import { activeJob } from '#job-state/queries.ts';
import { useJobs } from '#job-state/use-job.ts';
import { useStartJob } from '#job-state/use-start.ts';
import { useNotify } from '#ui/notifications.tsx';
import { problemNotice } from '#ui/problem-notice.tsx';
import { indexMutations } from './index-queries.ts';

/** Starts a scan of a pool. A failure is said in a notice, as the button stands in headers. */
export function ScanButton({ poolId, children }: { poolId: string; children: ReactNode }) {
  const { id: connectionId } = useConnection();
  const { data: jobs } = useJobs();
  const notify = useNotify();
  const scan = useStartJob(() => indexMutations.scan({ connectionId, poolId }));
  const isRunning = activeJob(jobs, poolId, 'scan') !== undefined;

  function start() {
    scan.mutate(undefined, {
      onError: (error) => notify(problemNotice(`scan-${poolId}`, 'The scan was not started', error)),
    });
  }

  return (
    <Button
      loading={scan.isPending}
      disabled={isRunning}
      disabledReason="A scan of this pool is under way."
      onClick={start}
    >
      {children}
    </Button>
  );
}
