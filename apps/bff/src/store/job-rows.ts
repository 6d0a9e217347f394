import { exportFormat } from '@lifeguard/shared/api/identity-index';
import { identityFilter } from '@lifeguard/shared/identities/filter';
import { job, jobKind, jobState } from '@lifeguard/shared/api/jobs';
import { z } from 'zod';

/** What a job is to do, fixed when it is made. Times are milliseconds since 1970. */
export const jobTask = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('scan') }),
  z.object({
    kind: z.literal('delete'),
    filter: identityFilter,
    /** What the filter's days count from, on every day that the job may take. */
    now: z.number(),
    isDryRun: z.boolean(),
    scanFinishedAt: z.number(),
    confirmCount: z.number(),
    /** The list is what this deletion could not delete, instead of what the filter finds. */
    retryOf: z.uuid().optional(),
    /** The list is what this dry run would have deleted. */
    foundBy: z.uuid().optional(),
  }),
  z.object({ kind: z.literal('export'), filter: identityFilter, now: z.number(), format: exportFormat }),
]);
export type JobTask = z.infer<typeof jobTask>;
export type TaskOf<K extends JobTask['kind']> = Extract<JobTask, { kind: K }>;

const deletionCheck = job.shape.deletion.unwrap().shape.check.unwrap();

const optional = <S extends z.ZodType>(schema: S) => schema.nullable().transform((value) => value ?? undefined);
const json = <S extends z.ZodType>(schema: S) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);

/** A row of the table `jobs`. Times are milliseconds since 1970. */
export const jobRow = z.object({
  key: z.number(),
  id: z.uuid(),
  kind: jobKind,
  state: jobState,
  connection_id: z.string(),
  pool_id: z.string(),
  pool_name: z.string(),
  /** The account that the connection's credentials belonged to when the job was made. */
  account: z.string(),
  task: json(jobTask),
  created_at: z.number(),
  started_at: optional(z.number()),
  ended_at: optional(z.number()),
  phase: optional(job.shape.phase.unwrap()),
  done: z.number(),
  total: optional(z.number()),
  message: optional(z.string()),
  command: optional(z.string()),
  resumes_at: optional(z.number()),
  is_cancelling: z.number().transform((value) => value === 1),
  /** How many times in a row it has stopped by itself. */
  stops: z.number(),
  frozen: z.number(),
  deleted: z.number(),
  gone: z.number(),
  changed: z.number(),
  failed: z.number(),
  scan: optional(json(job.shape.scan.unwrap())),
  /** Of a deletion, how its list is checked. */
  checked: optional(json(deletionCheck)),
  file: optional(json(job.shape.file.unwrap())),
});
export type JobRow = z.infer<typeof jobRow>;

/** What may change of a job; undefined empties. Counts of items change only with the items. */
export type JobPatch = Partial<
  Pick<
    JobRow,
    | 'state'
    | 'started_at'
    | 'ended_at'
    | 'phase'
    | 'done'
    | 'total'
    | 'message'
    | 'command'
    | 'resumes_at'
    | 'is_cancelling'
    | 'stops'
    | 'scan'
    | 'checked'
    | 'file'
  >
>;

/** `inflight`: sent to AWS, and the answer is not known yet. After a crash it is sent again. */
export type ItemState = 'pending' | 'inflight' | 'deleted' | 'gone' | 'changed' | 'failed';

/** A row of the table `job_items`. */
export interface JobItem {
  readonly seq: number;
  readonly identity_id: string;
  readonly state: ItemState;
  /** Times that AWS has answered that it did not delete it. */
  readonly attempts: number;
  /** AWS's error code, or its sentence. */
  readonly code: string | null;
  /** What was known of the identity when the list was made, as JSON of `ItemAbout`; null on lists of older versions. */
  readonly about: string | null;
}

/** What a scan has found of an identity: [logins, created, modified], times as ISO 8601. */
export const itemAbout = z.tuple([z.array(z.string()), z.string().nullable(), z.string().nullable()]);
export type ItemAbout = z.infer<typeof itemAbout>;

/** Whether the identity had no login when the list was made. False where that was not kept. */
export function wasGuest({ about }: Pick<JobItem, 'about'>): boolean {
  return about !== null && itemAbout.parse(JSON.parse(about))[0].length === 0;
}

/** An identity to be put on a list. */
export type NewItem = Pick<JobItem, 'identity_id' | 'about'>;
