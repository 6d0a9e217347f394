import { type JobKind, type Job, isEnded, jobEndpoints } from '@lifeguard/shared/api/jobs';
import { queryOptions, skipToken } from '@tanstack/react-query';
import { call } from '#api/call.ts';
import { download } from '#api/download.ts';

export const jobQueries = {
  /** The newest first. Kept up to date by the event stream: see `job-events.ts`. */
  list: (connectionId: string) =>
    queryOptions({
      queryKey: ['jobs', connectionId, 'list'],
      queryFn: async ({ signal }) => {
        const answer = await call(jobEndpoints.list, { params: { connectionId }, signal, background: true });
        return answer.jobs;
      },
      staleTime: 60_000,
    }),
  /** Whether nobody answers, so that what the list says may be old. Kept by the event stream as well. */
  isLost: (connectionId: string) =>
    queryOptions<boolean>({ queryKey: ['jobs', connectionId, 'is-lost'], queryFn: skipToken }),
  /** A single one, for links to a job that is too old for the list. */
  detail: (connectionId: string, jobId: string) =>
    queryOptions({
      queryKey: ['jobs', connectionId, 'detail', jobId],
      queryFn: ({ signal }) => call(jobEndpoints.get, { params: { connectionId, jobId }, signal }),
    }),
};

export type JobAction = 'cancel' | 'pause' | 'resume' | 'retry';

export const jobMutations = {
  act: (action: JobAction, { connectionId, id: jobId }: Job) =>
    call(jobEndpoints[action], { params: { connectionId, jobId }, body: {} }),
  deleteFound: (
    { connectionId, id: jobId }: Job,
    body: { confirmCount: number; confirmName: string },
    idempotencyKey: string,
  ) =>
    call(jobEndpoints.deleteFound, {
      params: { connectionId, jobId },
      body,
      headers: { 'Idempotency-Key': idempotencyKey },
    }),
  remove: ({ connectionId, id: jobId }: Job) => call(jobEndpoints.remove, { params: { connectionId, jobId } }),
};

/** Downloads what a job has written: an export's file, or the account of a deletion. */
export function downloadJobFile({ connectionId, id: jobId, file }: Job): Promise<void> {
  return download(jobEndpoints.file, { params: { connectionId, jobId }, query: {} }, file?.name ?? `${jobId}.csv`);
}

/** The job of this kind that a pool has under way, if any: the newest. */
export function activeJob(jobs: readonly Job[] | undefined, poolId: string, kind: JobKind): Job | undefined {
  return jobs?.find((job) => job.kind === kind && job.IdentityPoolId === poolId && !isEnded(job));
}
