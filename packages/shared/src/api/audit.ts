import { z } from 'zod';

import { connectionId, identityPoolId } from '../aws/ids.ts';
import { auditOperation } from './audit-operation.ts';
import { endpoint } from './endpoint.ts';
import { awsCallResult } from './problem.ts';

/**
 * - `intent`: it is about to be done; what can't be recorded so is not done. A second one of the same correlation id says
 *   which version of a pool is about to be replaced by which
 * - `outcome`: what became of it
 * - `event`: it was done, or tried and refused
 */
export const auditPhase = z.enum(['intent', 'outcome', 'event']);

/**
 * - `applied`: done
 * - `unchanged`: there was nothing to do
 * - `in_part`: some of it was done
 * - `refused`: Lifeguard or AWS said no, and nothing was changed
 * - `failed`: it could not be done, and nothing was changed
 * - `not_applied`: a look afterwards shows that it was not done
 * - `unknown`: nobody can tell
 */
export const auditOutcome = z.enum(['applied', 'unchanged', 'in_part', 'refused', 'failed', 'not_applied', 'unknown']);
export type AuditOutcome = z.infer<typeof auditOutcome>;

const seq = z.number().int().positive();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What somebody did or tried. Never a token, a cookie or a secret; user identifiers only as keyed hashes. */
export const auditEvent = z.object({
  phase: auditPhase,
  /** The same for all entries of one request, and in its log line. */
  correlationId: z.string(),
  actor: z.object({
    name: z.string(),
    /** Tells sessions apart, as in the log. */
    sessionHash8: z.string().optional(),
    ip: z.string().optional(),
    userAgent: z.string().optional(),
  }),
  operation: auditOperation,
  connection: z.object({ id: z.string(), account: z.string().optional(), region: z.string() }).optional(),
  target: z
    .object({
      poolId: z.string(),
      poolName: z.string(),
      identityId: z.string(),
      jobId: z.string(),
      roleName: z.string(),
    })
    .partial()
    .optional(),
  /** What was asked for, by an allow-list. */
  params: z.record(z.string(), z.json()).optional(),
  /** Why, in the words of the person. */
  note: z.string().optional(),
  /** The writes that were sent. */
  calls: z.array(awsCallResult.omit({ message: true })).optional(),
  outcome: auditOutcome.optional(),
  /** The code of the problem that was answered. */
  errorCode: z.string().optional(),
  durationMs: z.number().nonnegative().optional(),
  /** Version of the pool that is replaced, and of what replaces it. */
  etagBefore: z.string().optional(),
  etagAfter: z.string().optional(),
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** As it stands in the log. `hash` is HMAC-SHA256(key, prevHash || RFC 8785 of the entry without both hashes). */
export const auditEntry = auditEvent.extend({ seq, at: z.iso.datetime(), prevHash: z.string(), hash });
export type AuditEntry = z.infer<typeof auditEntry>;

const instant = z.iso.datetime({ message: 'This is not a time in UTC. It looks like 2026-01-31T00:00:00Z.' });

/** Every member narrows further; `from` is inclusive, `to` exclusive. */
const filterShape = {
  actor: z.string().min(1).max(200).optional(),
  operation: auditOperation.optional(),
  outcome: auditOutcome.optional(),
  connection: connectionId.optional(),
  pool: identityPoolId.optional(),
  from: instant.optional(),
  to: instant.optional(),
};
export const auditFilter = z.strictObject(filterShape);
export type AuditFilter = z.infer<typeof auditFilter>;

export const maxAuditPage = 200;

/** The end of the log: worth noting elsewhere, as `seq:hash`, to compare with later. */
const auditHead = z.object({ seq, hash });

/** What is wrong with the log as a whole. The console goes on reading it, and has begun a new segment. */
export const auditTrouble = z.object({
  reason: z.enum(['other_key', 'broken']),
  /** The first entry that is not as it was written. */
  seq: seq.optional(),
  message: z.string(),
});
export type AuditTrouble = z.infer<typeof auditTrouble>;

/** Why an entry is not as it was written. */
export const auditBadness = z.enum(['changed', 'missing', 'other_key', 'head', 'break', 'not_as_noted']);

export const auditEndpoints = {
  list: endpoint('GET', '/api/audit', {
    summary: 'Entries of the audit log, the newest first',
    permission: 'audit:read',
    audit: 'audit.read',
    query: z.strictObject({
      ...filterShape,
      limit: z.coerce.number().int().min(1).max(maxAuditPage).default(50),
      cursor: z
        .string()
        .regex(/^[0-9]{1,15}\.[0-9]{1,15}$/, 'This is no cursor that the console gave out.')
        .optional(),
    }),
    response: z.object({
      entries: z.array(auditEntry),
      /** Numbers of those on this page that no entry can be made out of: changed in the database, or of a newer version. */
      unreadable: z.array(seq),
      /** Absent at the end. */
      next: z.string().optional(),
      head: auditHead.optional(),
      trouble: auditTrouble.optional(),
    }),
  }),
  export: endpoint('GET', '/api/audit/export', {
    summary: 'The audit log as a file, the newest first: JSON Lines are the whole of it, CSV is for spreadsheets',
    permission: 'audit:read',
    audit: 'audit.export',
    query: z.strictObject({ ...filterShape, format: z.enum(['jsonl', 'csv']).default('jsonl') }),
    answers: 'application/octet-stream',
    response: z.unknown(),
  }),
  verify: endpoint('GET', '/api/audit/verify', {
    summary: 'Whether every entry of the audit log is as it was written',
    permission: 'audit:read',
    audit: 'audit.verify',
    response: z.object({
      ok: z.boolean(),
      /** How many entries are as they were written, from the first one that is kept on. */
      entries: z.number().int(),
      head: auditHead.optional(),
      firstBad: z.object({ seq, reason: auditBadness, message: z.string() }).optional(),
    }),
  }),
};
