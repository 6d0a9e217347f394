import { z } from 'zod';

import { endpoint } from './endpoint.ts';
import { identityFilter } from '../identities/filter.ts';
import { connectionId, identityPoolId } from '../aws/ids.ts';

export const jobKind = z.enum(['scan', 'delete', 'export']);
export type JobKind = z.infer<typeof jobKind>;

/**
 * - `queued`: waits for its turn
 * - `running`
 * - `paused`: stopped by repeated failures or by a person; `resumesAt` tells when it tries by itself
 * - `waiting_credentials`: goes on by itself when the connection's credentials work again
 * - `done`, `failed`, `cancelled`: ended for good
 */
export const jobState = z.enum(['queued', 'running', 'paused', 'waiting_credentials', 'done', 'failed', 'cancelled']);
export type JobState = z.infer<typeof jobState>;

const count = z.number().int().nonnegative();

/** Work that goes on in the BFF whatever happens to the browser, and after a restart. Times are ISO 8601. */
export const job = z.object({
  id: z.uuid(),
  kind: jobKind,
  state: jobState,
  connectionId,
  IdentityPoolId: identityPoolId,
  /** As it was when the job was made. */
  IdentityPoolName: z.string(),
  /** Of a deletion or an export: which identities it takes. The days of the filter count back from `asOf`. */
  identities: z
    .object({
      filter: identityFilter,
      asOf: z.iso.datetime(),
      /** Of these only what that deletion could not delete. */
      retryOf: z.uuid().optional(),
      /** Of these only what that dry run has found. */
      foundBy: z.uuid().optional(),
    })
    .optional(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  /** What is being done now: list and compare of a scan, the check of a deletion's list, … */
  phase: z.enum(['listing', 'listing_enabled', 'freezing', 'checking', 'deleting', 'writing']).optional(),
  /** Identities handled so far in this phase, and how many there will be where that is known. */
  done: count,
  total: count.optional(),
  /** Identities per second, over the last seconds. */
  rate: z.number().nonnegative().optional(),
  /** Until the end of the whole job, at the present rate. */
  secondsLeft: z.number().nonnegative().optional(),
  /** Why it is not running, or how it ended, in a sentence or two that say what was and was not done. */
  message: z.string().optional(),
  /** A command that mends it, to copy: for example `aws sso login --profile x`. */
  command: z.string().optional(),
  /** When it tries again by itself. */
  resumesAt: z.iso.datetime().optional(),
  isCancelling: z.boolean(),
  /** Of a scan that ended. */
  scan: z.object({ found: count, appeared: count, gone: count, disabled: count }).optional(),
  /** Of a deletion. */
  deletion: z
    .object({
      isDryRun: z.boolean(),
      /**
       * How it finds out who has changed since the scan that the list comes from: `each` is looked at just before its
       * batch is sent, or all are compared with a `scan` begun after the confirmation. Absent while that is not decided.
       */
      check: z
        .discriminatedUnion('by', [
          z.object({ by: z.literal('each') }),
          z.object({ by: z.literal('scan'), startedAt: z.iso.datetime(), finishedAt: z.iso.datetime() }),
        ])
        .optional(),
      /** The frozen list. */
      frozen: count,
      deleted: count,
      /** Not in the pool any more when its turn came. */
      alreadyGone: count,
      /** Left alone, because they do not match the filter any more: for example, a guest who has signed in meanwhile. */
      changed: count,
      failed: count,
      /** Frozen and not handled: the job ended before. After a dry run: what would be deleted. */
      untouched: count,
    })
    .optional(),
  /** Of an export that ended, or the report of a deletion, whose size is known only as it is written: what can be downloaded. */
  file: z.object({ name: z.string(), bytes: count.optional(), rows: count }).optional(),
});
export type Job = z.infer<typeof job>;

const endedStates: ReadonlySet<JobState> = new Set<JobState>(['done', 'failed', 'cancelled']);

export function isEnded({ state }: Pick<Job, 'state'>): boolean {
  return endedStates.has(state);
}

/**
 * What the event stream sends, as JSON in `data`, under the event's own name: first `jobs` with the newest 200 of the connection, then `job` for
 * each that changes (at most four a second each). A comment every 15 seconds keeps it open; it ends after ten minutes or
 * with the session, and is then asked for anew.
 */
export const jobEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('jobs'), jobs: z.array(job) }),
  z.object({ type: z.literal('job'), job }),
  z.object({ type: z.literal('removed'), id: z.uuid() }),
]);
export type JobEvent = z.infer<typeof jobEvent>;

const jobs = '/api/connections/:connectionId/jobs';

export const jobEndpoints = {
  list: endpoint('GET', jobs, {
    summary: 'The jobs of a connection, the newest first, at most 200',
    permission: 'identities:read',
    response: z.object({ jobs: z.array(job) }),
  }),
  events: endpoint('GET', '/api/connections/:connectionId/job-events', {
    summary: 'Server-sent events: the jobs of a connection as they go on',
    permission: 'identities:read',
    answers: 'text/event-stream',
    response: jobEvent,
  }),
  get: endpoint('GET', `${jobs}/:jobId`, {
    summary: 'One job',
    permission: 'identities:read',
    response: job,
  }),
  cancel: endpoint('POST', `${jobs}/:jobId/cancel`, {
    summary: 'End a job before its time; at most the batch under way is still done',
    permission: 'identities:read',
    audit: 'job.cancel',
    body: z.strictObject({}),
    response: job,
  }),
  pause: endpoint('POST', `${jobs}/:jobId/pause`, {
    summary: 'Stop a job until somebody lets it go on',
    permission: 'identities:read',
    audit: 'job.pause',
    body: z.strictObject({}),
    response: job,
  }),
  resume: endpoint('POST', `${jobs}/:jobId/resume`, {
    summary: 'Let a paused job go on now',
    permission: 'identities:read',
    audit: 'job.resume',
    body: z.strictObject({}),
    response: job,
  }),
  retry: endpoint('POST', `${jobs}/:jobId/retry`, {
    summary: 'A new deletion of what this one could not delete',
    permission: 'identities:delete',
    audit: 'job.retry',
    body: z.strictObject({}),
    response: job,
  }),
  deleteFound: endpoint('POST', `${jobs}/:jobId/delete-found`, {
    summary: 'A deletion of what this dry run would have deleted, and of nobody else; checked as every deletion is',
    permission: 'identities:delete',
    audit: 'job.delete-found',
    body: z.strictObject({
      confirmCount: z.number().int().positive(),
      /** The pool's name, exactly as it is. */
      confirmName: z.string(),
    }),
    response: job,
  }),
  remove: endpoint('DELETE', `${jobs}/:jobId`, {
    summary: 'Forget a job that has ended, with its file',
    permission: 'identities:read',
    audit: 'job.forget',
    response: z.object({}),
  }),
  /** Of an export: the file. Of a deletion: every frozen identity with what became of it. */
  file: endpoint('GET', `${jobs}/:jobId/file`, {
    summary: 'The file that a job has written',
    permission: 'identities:read',
    audit: 'job.download',
    query: z.strictObject({ format: z.enum(['csv', 'jsonl']).optional() }),
    answers: 'application/octet-stream',
    response: z.unknown(),
  }),
};
