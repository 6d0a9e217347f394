import { z } from 'zod';

import { endpoint } from './endpoint.ts';
import { identity } from '../identities/identity.ts';
import { identityFilter } from '../identities/filter.ts';
import { job } from './jobs.ts';

/** An identity as a scan found it. */
export const indexedIdentity = identity.extend({
  /** Merged into another identity: AWS lists it only where disabled ones are not hidden. */
  Disabled: z.boolean(),
});
export type IndexedIdentity = z.infer<typeof indexedIdentity>;

const counts = z.object({
  total: z.number().int(),
  guests: z.number().int(),
  linked: z.number().int(),
  disabled: z.number().int(),
});
export type IdentityCounts = z.infer<typeof counts>;

/** What the latest complete scan of a pool found. Times are ISO 8601. */
export const identityIndex = z.object({
  /** Absent: this pool was never scanned to the end. */
  scan: z
    .object({
      startedAt: z.iso.datetime(),
      finishedAt: z.iso.datetime(),
      /** Against the scan before: how many are new, and how many are not there any more. Absent after a first scan. */
      changes: z.object({ appeared: z.number().int(), gone: z.number().int() }).optional(),
      counts,
      /** Login as AWS names it, to how many identities have it. */
      logins: z.array(z.object({ login: z.string(), count: z.number().int() })),
    })
    .optional(),
  /** The job that scans this pool now, or will go on with it. */
  runningScan: job.optional(),
  /** Pages of a scan per second here: what the jobs of this connection may send. Absent: no limit. */
  pagesPerSecond: z.number().optional(),
});
export type IdentityIndexState = z.infer<typeof identityIndex>;

export const identitySort = z.enum(['created', '-created', 'modified', '-modified', 'id', '-id']);
export type IdentitySort = z.infer<typeof identitySort>;

/** Page sizes to choose from; the largest is what one call of DeleteIdentities takes. */
export const indexPageSizes = [20, 40, 60] as const;

const bucket = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  guests: z.number().int(),
  linked: z.number().int(),
});

/** Counts over the identities that a filter lets through. */
export const identityBreakdown = z.object({
  counts,
  /** Created per day (UTC), or per month where the range is longer than 92 days; empty ones included. */
  created: z.object({ unit: z.enum(['day', 'month']), buckets: z.array(bucket) }),
  logins: z.array(z.object({ login: z.string(), count: z.number().int() })),
  /** How many were last modified longer ago than so many days. */
  untouched: z.array(z.object({ days: z.number().int(), guests: z.number().int(), linked: z.number().int() })),
});
export type IdentityBreakdown = z.infer<typeof identityBreakdown>;

const savedFilterName = z.string().trim().min(1, 'Enter a name.').max(100, 'A name has at most 100 characters.');

/** A filter under a name, for every pool of every connection: only the person who runs this console sees it. */
export const savedFilter = z.object({ id: z.uuid(), name: savedFilterName, filter: identityFilter });
export type SavedFilter = z.infer<typeof savedFilter>;

export const exportFormat = z.enum(['csv', 'jsonl']);
export type ExportFormat = z.infer<typeof exportFormat>;

const pool = '/api/connections/:connectionId/pools/:poolId';
const index = `${pool}/identity-index` as const;

export const identityIndexEndpoints = {
  state: endpoint('GET', index, {
    summary: 'What the latest scan of a pool found',
    permission: 'identities:read',
    response: identityIndex,
  }),
  list: endpoint('GET', `${index}/identities`, {
    summary: 'One page of the indexed identities that a filter lets through, with their number',
    permission: 'identities:read',
    query: identityFilter.extend({
      sort: identitySort.optional(),
      /** What an answer gave as `next` or `previous`. */
      cursor: z
        .string()
        .max(200)
        .regex(/^[\w-]+$/, 'This is not a cursor of this console.')
        .optional(),
      limit: z.coerce.number().int().min(1).max(60).optional(),
    }),
    response: z.object({
      Identities: z.array(indexedIdentity),
      total: z.number().int(),
      /** How many stand before the first one of this page. */
      offset: z.number().int(),
      next: z.string().optional(),
      previous: z.string().optional(),
    }),
  }),
  breakdown: endpoint('GET', `${index}/breakdown`, {
    summary: 'Counts over the indexed identities that a filter lets through',
    permission: 'identities:read',
    query: identityFilter,
    response: identityBreakdown,
  }),
  scan: endpoint('POST', `${pool}/scans`, {
    summary: 'Scan a pool: list all its identities into the index. Where a scan is under way, that one is answered',
    permission: 'identities:read',
    audit: 'job.scan',
    body: z.strictObject({}),
    response: job,
  }),
  export: endpoint('POST', `${pool}/identity-exports`, {
    summary: 'Write the indexed identities that a filter lets through into a file',
    permission: 'identities:read',
    audit: 'job.export',
    body: z.strictObject({ filter: identityFilter, format: exportFormat }),
    response: job,
  }),
  remove: endpoint('POST', `${pool}/identity-deletions`, {
    summary: 'Freeze the list of the indexed identities that a filter lets through, and delete them',
    permission: 'identities:delete',
    audit: 'job.delete',
    body: z.strictObject({
      filter: identityFilter,
      /** True: everything is done and reported, but no identity is deleted. */
      isDryRun: z.boolean(),
      /** The scan that the person looked at; a later one may have changed what the filter finds. */
      scanFinishedAt: z.iso.datetime(),
      /** How many the person was told would be deleted. */
      confirmCount: z.number().int(),
      /** The pool's name as the person typed it; not looked at in a dry run. */
      confirmName: z.string().max(128),
    }),
    response: job,
  }),
};

export const savedFilterEndpoints = {
  list: endpoint('GET', '/api/saved-filters', {
    summary: 'The saved filters of identities',
    permission: 'identities:read',
    response: z.object({ filters: z.array(savedFilter) }),
  }),
  save: endpoint('PUT', '/api/saved-filters/:savedFilterId', {
    summary: 'Save a filter of identities under a name; the caller makes its id',
    permission: 'identities:read',
    audit: 'saved-filter.save',
    body: z.strictObject({ name: savedFilterName, filter: identityFilter }),
    response: savedFilter,
  }),
  remove: endpoint('DELETE', '/api/saved-filters/:savedFilterId', {
    summary: 'Forget a saved filter',
    permission: 'identities:read',
    audit: 'saved-filter.delete',
    response: z.object({}),
  }),
};
