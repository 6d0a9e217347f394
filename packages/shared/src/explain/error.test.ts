import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type AccessAttempt, type AccessFacts, known, unknown } from './facts.ts';
import { errorCatalogue } from './catalogue.ts';
import { recogniseError } from './recognition.ts';
import { explainError } from './error.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { tokenForm } from '../roles/login-token.ts';
import { examplePool } from '../pool/fixture.ts';
import { poolTrustPolicy } from '../policy/trust.ts';

const account = '123456789012';
const identityId = 'us-east-1:99999999-2222-4333-8444-555555555555';
const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
const role = `arn:aws:iam::${account}:role/orders-user`;
const document = examplePool();
const poolId = document.IdentityPoolId;
const trusted = new Map([[role, poolTrustPolicy({ poolId, kind: 'authenticated', needsTagSession: false })]]);
const expired = 'Invalid login token. Token expired: 1637658500 >= 1637655000';
const ambiguous = `The ambiguous role mapping rules for: ${userPool}:client1 denied this request.`;

interface Given {
  readonly pool?: Partial<PoolDocument>;
  readonly attempt?: AccessAttempt;
  readonly facts?: Partial<AccessFacts>;
}

function factsOf({ pool = {}, attempt = {}, facts = {} }: Given = {}): AccessFacts {
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

const token = { iss: `https://${userPool}`, aud: 'client1', sub: 'ada', token_use: 'id' };
const login: AccessAttempt = { kind: 'federated', login: userPool, claims: token, identityId };
const identity = (logins: readonly string[], isDisabled: boolean | undefined = false) => ({
  identity: known({ logins, isDisabled }),
});
const tokenRules: PoolDocument['RoleMappings'] = {
  [`${userPool}:client1`]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' },
};
const invalid = (member: string, value: string, constraint: string) =>
  `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`;
const idPattern = 'Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+';

/** Every message of the service that is known, with a cause that it can have: number, text, the cause, and what is the case. */
const messages: readonly (readonly [string, string, string, string, Given?])[] = [
  ['1', `IdentityPool '${poolId}' not found.`, 'pool-not-found', 'pool-deleted', { facts: { pool: known(undefined) } }],
  ['1, another pool', "IdentityPool 'eu-west-1:1' not found.", 'pool-not-found', 'other-pool'],
  [
    '2',
    `Identity '${identityId}' not found.`,
    'identity-not-found',
    'identity-deleted',
    { facts: { identity: known(undefined) } },
  ],
  ['2, the pool’s id', `Identity '${poolId}' not found.`, 'identity-not-found', 'pool-id-sent'],
  ['3', 'Unauthenticated access is not supported for this identity pool.', 'guests-refused', 'guest-access-off'],
  [
    '4',
    `Access to Identity '${identityId}' is forbidden.`,
    'identity-forbidden',
    'signed-in-without-login',
    { facts: identity([userPool]) },
  ],
  [
    '4, disabled',
    `Access to Identity '${identityId}' is forbidden.`,
    'identity-forbidden',
    'identity-disabled',
    { facts: identity([], true) },
  ],
  [
    '5',
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    'logins-dont-match',
    'other-user',
    { attempt: login, facts: identity([userPool]) },
  ],
  [
    '6',
    'Token is not from a supported provider of this identity pool.',
    'unsupported-provider',
    'app-client-not-in-pool',
    { attempt: { ...login, claims: { ...token, aud: 'client2' } } },
  ],
  [
    '6, key with https',
    'Token is not from a supported provider of this identity pool.',
    'unsupported-provider',
    'login-key-spelling',
    { attempt: { ...login, login: `https://${userPool}` } },
  ],
  [
    '7',
    "Invalid login token. Issuer doesn't match providerName",
    'issuer-mismatch',
    'issuer-other-provider',
    { attempt: { ...login, login: 'accounts.google.com' } },
  ],
  [
    '8',
    'Invalid login token. Missing a required claim: aud',
    'claim-missing',
    'access-token',
    { attempt: { ...login, claims: { sub: 'ada', token_use: 'access', client_id: 'client1' } } },
  ],
  ['9', expired, 'token-expired-at', 'token-too-old'],
  ['10', 'Invalid login token. Token is expired.', 'token-expired', 'token-too-old'],
  ['11', "Invalid login token. Couldn't verify signed token.", 'bad-signature', 'signature-other-key'],
  [
    '12',
    'Invalid login token. Not a valid OpenId Connect identity token.',
    'not-id-token',
    'token-opaque',
    { attempt: { ...login, tokenForm: tokenForm('opaque') } },
  ],
  ['13', 'Invalid login token. Not a Cognito token.', 'not-cognito-token', 'foreign-token', { attempt: login }],
  [
    '14',
    "Invalid login token. Can't pass in a Cognito token.",
    'cognito-token-refused',
    'cognito-token-to-public-operation',
  ],
  ['15', 'Please provide a valid public provider', 'not-public-provider', 'developer-provider-as-login'],
  ['16', 'Basic (classic) flow is not enabled, please use enhanced flow.', 'classic-off', 'classic-flow-off'],
  [
    '17',
    'Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.',
    'classic-with-mappings',
    'has-role-mappings',
    { pool: { RoleMappings: tokenRules } },
  ],
  [
    '18',
    'Basic (classic) flow is not supported with SAML, please use enhanced flow.',
    'classic-with-saml',
    'saml-login',
  ],
  [
    '19',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    'bad-configuration',
    'role-missing',
    { facts: { trustPolicies: known(new Map()) } },
  ],
  [
    '19, role of another account',
    'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
    'bad-configuration',
    'role-of-other-account',
    { pool: { Roles: { authenticated: 'arn:aws:iam::210987654321:role/theirs' } } },
  ],
  ['20', ambiguous, 'ambiguous-roles', 'no-role-in-token', { pool: { RoleMappings: tokenRules }, attempt: login }],
  ['21', `Access to Role '${role}' is forbidden.`, 'role-forbidden', 'pass-role-missing'],
  [
    '22',
    `(${userPool}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
    'mapping-key-invalid',
    'mapping-key-spelling',
  ],
  ['23', 'The number of rules in the request exceeded 25.', 'too-many-rules', 'rules-over-limit'],
  ['24', 'Invalid Cognito Identity Provider', 'user-pool-invalid', 'user-pool-name'],
  [
    '25',
    `Identity provider arn:aws:iam::210987654321:saml-provider/corp is not valid for account ${account}`,
    'provider-arn-invalid',
    'provider-of-other-account',
  ],
  [
    '26',
    'This identity pool does not support the specified developer provider',
    'no-developer-provider',
    'developer-provider-name',
  ],
  ['27', 'Access to this identity pool is forbidden.', 'pool-forbidden', 'backend-rights'],
  ['28', 'Rate exceeded', 'rate-exceeded', 'too-many-calls'],
  [
    '29',
    invalid('identityPoolName', "'a/b'", 'Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+'),
    'pool-name-invalid',
    'pool-name-characters',
  ],
  ['30', invalid('identityPoolId', "'us-east-1_abc'", idPattern), 'pool-id-invalid', 'pool-id-user-pool'],
  ['31', invalid('identityId', 'null', 'Member must not be null'), 'identity-id-invalid', 'identity-id-empty'],
  [
    '32',
    invalid('logins', `'{${userPool}=}'`, 'Map value must satisfy constraint: [Member must have length …]'),
    'login-length-invalid',
    'login-empty',
  ],
  [
    '33',
    "1 validation error detected: Value '{www.amazon.com=a b}' at 'supportedLoginProviders' failed to satisfy constraint: Map value must satisfy constraint: […]",
    'login-providers-invalid',
    'app-id-characters',
  ],
  [
    '34',
    'User: anonymous is not authorized to perform: cognito-identity:GetId on resource: * with an explicit deny in a resource control policy',
    'action-denied',
    'explicit-deny',
  ],
  [
    '34, without a policy',
    `User: arn:aws:iam::${account}:user/ci is not authorized to perform: cognito-identity:ListIdentities on resource: arn:x`,
    'action-denied',
    'not-allowed',
  ],
  ['35', 'The security token included in the request is invalid.', 'credentials-invalid', 'unknown-key'],
];

const cases = messages.map(([number, message, id, cause, given]) => ({ number, message, id, cause, given }));

describe('the messages of AWS', () => {
  it.each(cases)('$number: $message', ({ message, id, cause, given }) => {
    const explanation = explainError(factsOf(given), { message });
    expect(explanation.messageId).toBe(id);
    expect(explanation.causes[0]).toMatchObject({ id: cause, verdict: 'cause' });
    expect(explanation.code).toBe(errorCatalogue.find((entry) => entry.id === id)?.code);
  });

  it.each(cases)('$number is recognised with what stands around it', ({ message, id }) => {
    for (const text of [
      `NotAuthorizedException: ${message}`,
      `An error occurred (NotAuthorizedException) when calling the GetId operation: ${message}`,
      `"${message}"`,
      ` ${message.replaceAll(' ', ' \n ')}\n`,
      message.replaceAll("'", '’').replace(/\.$/, ''),
      JSON.stringify({ __type: 'NotAuthorizedException', message }),
    ]) {
      expect({ text, id: recogniseError({ message: text }).message?.id }).toEqual({ text, id });
    }
  });

  it('reads code and operation out of the text', () => {
    const message = `botocore.errorfactory.NotAuthorizedException: An error occurred (NotAuthorizedException) when calling the GetId operation: ${expired}`;
    expect(recogniseError({ message })).toMatchObject({ code: 'NotAuthorizedException', operation: 'GetId' });
  });

  it('says of an unknown message what its name means in general, and that it is unknown', () => {
    const explanation = explainError(factsOf(), { message: 'ResourceConflictException: something new' });
    expect(explanation).toMatchObject({ code: 'ResourceConflictException', causes: [] });
    expect(explanation.meaning).toMatch(/not one that is known here.*already belongs to another identity/);
    expect(explainError(factsOf(), { message: 'nothing like it' }).meaning).toMatch(/not one that is known here/);
  });
});

it('never fails, whatever the message, the facts and the token are', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom(userPool, identityId, poolId, role, ''));
  const fact = <T>(value: fc.Arbitrary<T>) => fc.oneof(value.map(known), fc.constant(unknown('It was denied.')));
  const claim = fc.oneof(fc.jsonValue(), text);
  const facts = fc.record({
    poolId: fc.constant(poolId),
    nowSeconds: fc.double(),
    account: fact(text),
    principal: fact(text),
    pool: fact(
      fc.oneof(
        fc.constant(undefined),
        fc
          .record({ RoleMappings: fc.constantFrom({}, tokenRules), Roles: fc.constantFrom({}, document.Roles) })
          .map((changes) => ({ ...document, ...changes })),
      ),
    ),
    trustPolicies: fact(text.map((policy) => new Map([[role, policy]]))),
    oidcProviders: fact(fc.constant([])),
    samlProviders: fact(fc.constant([])),
    userPoolClients: fact(fc.constant([])),
    identity: fact(
      fc.option(fc.record({ logins: fc.array(text), isDisabled: fc.option(fc.boolean(), { nil: undefined }) }), {
        nil: undefined,
      }),
    ),
    attempt: fc.record(
      {
        kind: fc.constantFrom('guest' as const, 'federated' as const, 'developer' as const),
        flow: fc.constantFrom('enhanced' as const, 'classic' as const),
        identityId: text,
        login: fc.oneof(text, fc.constant('cognito-identity.amazonaws.com')),
        claims: fc.oneof(
          fc.dictionary(text, claim),
          fc.record({ iss: claim, aud: claim, sub: claim, exp: claim, amr: claim, azp: claim }),
        ),
        tokenForm: text.map(tokenForm),
        roleArn: text,
      },
      { requiredKeys: [] },
    ),
  });
  const message = fc.oneof(
    fc.string(),
    fc.constantFrom(...cases.map((entry) => entry.message)),
    fc
      .tuple(fc.constantFrom(...cases), fc.string())
      .map(([entry, noise]) => entry.message.replaceAll(/'[^']*'/g, `'${noise}'`)),
  );
  fc.assert(
    fc.property(facts, message, (given, said) => {
      const { causes } = explainError(given, { message: said });
      const ranks = causes.map(({ verdict }) => ['cause', 'unknown', 'not-cause'].indexOf(verdict));
      expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
      for (const { title, evidence, fix } of causes) {
        expect(title).not.toBe('');
        expect(`${title}: ${evidence}`).not.toMatch(/: $|undefined|\[object/);
        expect(fix).not.toBe('');
      }
    }),
    { numRuns: 1000 },
  );
});
