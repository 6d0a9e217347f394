import { z } from 'zod';

import { enteredMap } from '../aws/map.ts';
import { developerUserIdentifier } from '../identities/developer-users.ts';
import { endpoint } from './endpoint.ts';
import { identityId } from '../aws/ids.ts';

/** The console's own cap, and AWS's default. AWS would allow 24 hours: too long for a token in a browser. */
export const maxTokenSeconds = 900;

const tokenSubject = z.strictObject({
  DeveloperUserIdentifier: developerUserIdentifier,
  /** Absent: the identity of the user, which AWS makes where there is none. */
  IdentityId: identityId.optional(),
});
export type TokenSubject = z.infer<typeof tokenSubject>;

/** What issuing a token changes besides: nothing, a new identity, or a user linked to the named identity. */
const tokenEffect = z.enum(['none', 'new_identity', 'new_login']);
export type TokenEffect = z.infer<typeof tokenEffect>;

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetOpenIdTokenForDeveloperIdentity.html */
export const tokenDuration = z
  .number('Enter a number of seconds.')
  .int('Enter whole seconds.')
  .min(1, 'At least 1 second.')
  .max(
    maxTokenSeconds,
    `Lifeguard issues tokens for at most ${maxTokenSeconds} seconds (15 minutes). AWS would allow 24 hours: use the AWS CLI where that is needed.`,
  );

export const tokenTags = enteredMap(
  z.string().min(1, 'Enter the key of the tag.').max(128, 'A tag key has at most 128 characters.'),
  z.string().min(1, 'Enter the value.').max(256, 'A value has at most 256 characters.'),
  50,
);

const tokenInput = tokenSubject.extend({
  TokenDuration: tokenDuration.default(maxTokenSeconds),
  PrincipalTags: tokenTags.optional(),
  /** What the person was told that the call changes. */
  effect: tokenEffect,
});
export type TokenInput = z.input<typeof tokenInput>;
export type CheckedTokenInput = z.output<typeof tokenInput>;

const token = '/api/connections/:connectionId/pools/:poolId/developer-identities/token';

export const developerTokenEndpoints = {
  preview: endpoint('POST', `${token}-preview`, {
    summary: 'What issuing a token for a developer user would change',
    permission: 'developer-identities:token',
    audit: 'not-recorded',
    body: tokenSubject,
    response: z.object({ DeveloperProviderName: z.string(), effect: tokenEffect, IdentityId: identityId.optional() }),
  }),
  issue: endpoint('POST', token, {
    summary: 'Issue a token with which its holder is a developer user. Off unless the configuration allows it',
    permission: 'developer-identities:token',
    audit: 'developer-token.issue',
    body: tokenInput,
    response: z.object({ IdentityId: identityId, Token: z.string() }),
  }),
};
