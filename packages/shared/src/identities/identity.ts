import { z } from 'zod';

import { identityId } from '../aws/ids.ts';

/** AWS's page and batch size for identities. */
export const maxIdentities = 60;

/** A deletion of so many at most looks at each of them just before it is sent; a longer one is checked by a scan. */
export const maxLookedAt = 600;

/** One identity. AWS names the linked providers, never the user's id at the provider. Times are ISO 8601. */
export const identity = z.object({
  IdentityId: identityId,
  Logins: z.array(z.string()),
  CreationDate: z.iso.datetime().optional(),
  LastModifiedDate: z.iso.datetime().optional(),
});
export type Identity = z.infer<typeof identity>;

export const deleteResult = z.object({
  IdentityId: identityId,
  outcome: z.enum(['deleted', 'failed']),
  ErrorCode: z.enum(['AccessDenied', 'InternalServerError']).optional(),
});
export type DeleteResult = z.infer<typeof deleteResult>;
