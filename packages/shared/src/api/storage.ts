import { z } from 'zod';

import { endpoint } from './endpoint.ts';

/**
 * What the console keeps: its jobs with their lists, what scans have found, the files that exports have written,
 * which account each connection stands for, and its records, such as saved filters. `database`: a PostgreSQL that keeps all but files.
 */
export const storeName = z.enum(['jobs', 'identity-index', 'exports', 'connections', 'records', 'database']);
export type StoreName = z.infer<typeof storeName>;

/**
 * - `full`: there is no room to write; goes on by itself when there is
 * - `damaged`: what was written can't be read any more
 * - `locked`: another process uses it
 * - `newer`: a newer version has written it
 * - `unreachable`: the database does not answer; goes on by itself when it does
 * - `unusable`: the disk or its rights say no; goes on by itself when they do not
 */
export const storeReason = z.enum(['full', 'damaged', 'locked', 'newer', 'unreachable', 'unusable']);
export type StoreReason = z.infer<typeof storeReason>;

export const storeTrouble = z.object({
  store: storeName,
  reason: storeReason,
  /** What is wrong, what goes on and what does not, and what to do. */
  message: z.string(),
  since: z.iso.datetime(),
});
export type StoreTrouble = z.infer<typeof storeTrouble>;

export const storageState = z.object({
  troubles: z.array(storeTrouble),
  /** The index of identities can be thrown away: that mends it, or makes room. */
  canDiscardIndex: z.boolean(),
});

/** Of every answer while a store is in trouble: `jobs=full, identity-index=damaged`. */
export const storageHeader = 'X-Lifeguard-Storage';

export const storageEndpoints = {
  get: endpoint('GET', '/api/storage', {
    summary: 'What is wrong with what the console keeps on disk, if anything',
    permission: 'session',
    response: storageState,
  }),
  discardIndex: endpoint('DELETE', '/api/storage/identity-index', {
    summary: 'Throw away what scans have found, where it is damaged or the disk is full',
    permission: 'identities:delete',
    audit: 'identity-index.discard',
    response: z.object({}),
  }),
};
