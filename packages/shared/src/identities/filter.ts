import { z } from 'zod';

import { regionName } from '../aws/regions.ts';

/** Days before the end of the scan; a date of its own would be wrong tomorrow in a filter that is saved. */
const days = z.coerce.number().int().min(1, 'At least 1 day.').max(36_500, 'At most 36,500 days.');

const instant = z.iso.datetime({ message: 'This is not a time in UTC. It looks like 2026-01-31T00:00:00Z.' });

/** `us-east-1:1a2b`, or the beginning of the UUID alone. */
const idPrefix = z
  .string()
  .max(55, 'An identity id has at most 55 characters.')
  .regex(
    new RegExp(`^(?:${regionName}:)?[0-9a-f]{0,8}(?:-[0-9a-f]{0,4}){0,3}(?:-[0-9a-f]{0,12})?$`),
    'This is not the beginning of an identity id. It looks like us-east-1:1a2b3c or 1a2b3c.',
  );

/**
 * Which identities of an indexed pool: every member narrows further, none means all. The same names and texts stand in
 * the URL of the page, in requests and in saved filters. `From` is inclusive, `To` exclusive.
 */
export const identityFilter = z.strictObject({
  kind: z.enum(['guest', 'linked']).optional(),
  /** Merged into another identity, which AWS calls disabled. */
  disabled: z.enum(['true', 'false']).optional(),
  /** A login that the identity has, as AWS names it. */
  login: z.string().min(1).max(2048).optional(),
  createdFrom: instant.optional(),
  createdTo: instant.optional(),
  modifiedFrom: instant.optional(),
  modifiedTo: instant.optional(),
  /** Created longer ago than this. */
  createdDaysAgo: days.optional(),
  /** Last modified longer ago than this. */
  untouchedDays: days.optional(),
  idPrefix: idPrefix.optional(),
  /** Seen for the first time by the latest scan. */
  isNew: z.literal('true').optional(),
});
/** As it is used: days are numbers. */
export type IdentityFilter = z.output<typeof identityFilter>;
/** As it stands in a URL: all texts. */
export type IdentityFilterText = Partial<Record<keyof IdentityFilter, string>>;

export const identityFilterKeys = Object.keys(identityFilter.shape) as readonly (keyof IdentityFilter)[];

/** A filter as texts, in a fixed order, for URLs and requests. */
export function formatIdentityFilter(filter: IdentityFilter): IdentityFilterText {
  return Object.fromEntries(
    identityFilterKeys.flatMap((key) => (filter[key] === undefined ? [] : [[key, String(filter[key])]])),
  );
}

/** Whether the filter lets everything through. */
export function isEmptyFilter(filter: IdentityFilter): boolean {
  return identityFilterKeys.every((key) => filter[key] === undefined);
}
