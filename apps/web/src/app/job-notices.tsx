import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { isEnded, type Job } from '@lifeguard/shared/api/jobs';
import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { toProblem } from '#api/api-error.ts';
import { useConnection } from '#api/connection.tsx';
import { useJobEvents } from '#job-state/events.ts';
import { jobTitle, outcomeText, stateWord } from '#job-state/words.ts';
import { downloadJobFile } from '#job-state/queries.ts';
import { takeStarted } from '#job-state/started.ts';
import { useJobs } from '#job-state/use-job.ts';
import { paths } from '#paths.ts';
import { type Notice, useNotify } from '#ui/notifications.tsx';

/** Follows the jobs of the connection, says when one that this tab has started ends, and hands over what it exported. */
export function JobNotices() {
  const { id } = useConnection();
  const { data: jobs } = useJobs();
  const notify = useNotify();
  useJobEvents(id);

  useEffect(() => {
    for (const job of (jobs ?? []).filter(isEnded)) {
      if (!takeStarted(job.id)) continue;
      // The page of the job says by itself how it ended.
      if (window.location.pathname !== paths.job(job.connectionId, job.id)) notify(noticeOf(job));
      if (job.kind !== 'export' || job.state !== 'done') continue;
      downloadJobFile(job).catch((error: unknown) => notify(notDownloaded(job, error)));
    }
  }, [jobs, notify]);

  return null;
}

const noticeTypes = { done: 'success', failed: 'error', cancelled: 'info' } as const;

function noticeOf(job: Job): Notice {
  const { state } = job;
  const isClean = (job.deletion?.failed ?? 0) === 0;
  return {
    id: `job-${job.id}`,
    type: state === 'done' && !isClean ? 'warning' : (noticeTypes[state as keyof typeof noticeTypes] ?? 'info'),
    header: `${jobTitle(job)}: ${stateWord(job).text.toLowerCase()}`,
    content: outcomeText(job) ?? job.message ?? '',
    action: <JobButtons job={job} />,
  };
}

function JobButtons({ job }: { job: Job }) {
  const navigate = useNavigate();
  const notify = useNotify();
  const { pathname } = useLocation();
  const path = paths.job(job.connectionId, job.id);
  return (
    <SpaceBetween direction="horizontal" size="xs">
      {job.kind === 'export' && job.state === 'done' && (
        <Button onClick={() => void downloadJobFile(job).catch((error: unknown) => notify(notDownloaded(job, error)))}>
          Download
        </Button>
      )}
      {/* Not on the page of the job itself. */}
      {pathname !== path && <Button onClick={() => void navigate(path)}>Show job</Button>}
    </SpaceBetween>
  );
}

function notDownloaded(job: Job, error: unknown): Notice {
  return {
    ...noticeOf(job),
    type: 'warning',
    content: `The file was not downloaded. ${toProblem(error).detail ?? ''}`,
  };
}
