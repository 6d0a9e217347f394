import { z } from 'zod';

import { regionName } from './regions.ts';

/** The console accepts only ids of this exact form; the SDK would send anything, line breaks included. */
const regionalId = new RegExp(`^${regionName}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);

/** What the ids of pools and identities look like. */
export const regionalIdExample = 'us-east-1:11111111-2222-3333-4444-555555555555';

export const identityPoolId = z
  .string()
  .max(55, 'An identity pool id has at most 55 characters.')
  .regex(regionalId, 'This is not an identity pool id. It looks like us-east-1:11111111-2222-3333-4444-555555555555.');

export const identityId = z
  .string()
  .max(55, 'An identity id has at most 55 characters.')
  .regex(regionalId, 'This is not an identity id. It looks like us-east-1:11111111-2222-3333-4444-555555555555.');

export const connectionId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._~-]{0,159}$/, 'This is not the id of a connection.');

/** The region that a pool or identity id starts with. */
export function regionOf(id: string): string {
  return id.slice(0, id.indexOf(':'));
}
