import { type AccessAttempt, type AccessFacts, known, unknown } from './facts.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { examplePool } from '../pool/fixture.ts';
import { poolTrustPolicy } from '../policy/trust.ts';

export const account = '123456789012';
export const identityId = 'us-east-1:99999999-2222-4333-8444-555555555555';
export const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
export const role = `arn:aws:iam::${account}:role/orders-user`;
export const document = examplePool();
export const poolId = document.IdentityPoolId;
const trusted = new Map([[role, poolTrustPolicy({ poolId, kind: 'authenticated', needsTagSession: false })]]);
export const expired = 'Invalid login token. Token expired: 1637658500 >= 1637655000';
export const ambiguous = `The ambiguous role mapping rules for: ${userPool}:client1 denied this request.`;

/** What is the case where an error came; what is left out is as it should be. */
export interface Given {
  readonly pool?: Partial<PoolDocument>;
  readonly attempt?: AccessAttempt;
  readonly facts?: Partial<AccessFacts>;
}

/** The facts of an account with one pool. */
export function factsOf({ pool = {}, attempt = {}, facts = {} }: Given = {}): AccessFacts {
  return {
    poolId,
    nowSeconds: 1_700_000_000,
    account: known(account),
    principal: known(`arn:aws:iam::${account}:user/console`),
    pool: known({ ...document, ...pool }),
    trustPolicies: known(trusted),
    oidcProviders: known([]),
    samlProviders: known([]),
    userPoolClients: known([{ ClientId: 'client2', ClientName: 'mobile' }]),
    identity: unknown('No identity ID was given.'),
    attempt,
    ...facts,
  };
}

export const token = { iss: `https://${userPool}`, aud: 'client1', sub: 'ada', token_use: 'id' };
export const login: AccessAttempt = { kind: 'federated', login: userPool, claims: token, identityId };
export const identity = (logins: readonly string[], isDisabled: boolean | undefined = false) => ({
  identity: known({ logins, isDisabled }),
});
export const tokenRules: PoolDocument['RoleMappings'] = {
  [`${userPool}:client1`]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
};
export const invalid = (member: string, value: string, constraint: string) =>
  `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`;
export const idPattern = 'Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+';
