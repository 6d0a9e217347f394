import { z } from 'zod';

import { identityId } from '../aws/ids.ts';
import { deleteResult, identity, maxIdentities } from '../identities/identity.ts';
import { endpoint } from './endpoint.ts';

const identities = '/api/connections/:connectionId/pools/:poolId/identities';

export const identityEndpoints = {
  list: endpoint('GET', identities, {
    summary: 'One page of the identities of a pool',
    permission: 'identities:read',
    query: z.strictObject({
      nextToken: z.string().min(1).max(8192).regex(/^\S+$/, 'A page token has no white space.').optional(),
      hideDisabled: z.enum(['true', 'false']).optional(),
    }),
    response: z.object({ Identities: z.array(identity), NextToken: z.string().optional() }),
  }),
  get: endpoint('GET', `${identities}/:identityId`, {
    summary: 'One identity',
    permission: 'identities:read',
    response: identity,
  }),
  remove: endpoint('POST', `${identities}/delete`, {
    summary: 'Delete up to 60 identities',
    permission: 'identities:delete',
    audit: 'identities.delete',
    body: z.strictObject({
      IdentityIds: z
        .array(identityId)
        .min(1, 'Choose at least one identity.')
        .max(maxIdentities, `At most ${maxIdentities} identities can be deleted at once.`)
        .refine((ids) => new Set(ids).size === ids.length, 'The same identity is named twice.'),
      /** How many the person was told would be deleted; checked against the list. */
      confirmCount: z.number().int(),
    }),
    response: z.object({ results: z.array(deleteResult) }),
  }),
};
