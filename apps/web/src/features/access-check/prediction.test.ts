import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import type { AccessValues } from './form.ts';
import { type Prediction, predictionFor } from './prediction.ts';

const google = 'accounts.google.com';
const user = 'arn:aws:iam::123456789012:role/user';
const guest = 'arn:aws:iam::123456789012:role/guest';
const staff = 'arn:aws:iam::123456789012:role/staff';
const document = examplePool({
  AllowUnauthenticatedIdentities: true,
  SupportedLoginProviders: { [google]: 'app' },
  Roles: { authenticated: user, unauthenticated: guest },
});
const trusted = { poolId: document.IdentityPoolId, needsTagSession: false };
const trustPolicies = new Map([
  [user, poolTrustPolicy({ ...trusted, kind: 'authenticated' })],
  [
    guest,
    poolTrustPolicy({ ...trusted, poolId: 'us-east-1:99999999-2222-4333-8444-555555555555', kind: 'unauthenticated' }),
  ],
]);
const ruled: PoolDocument['RoleMappings'] = {
  [google]: {
    Type: 'Rules',
    AmbiguousRoleResolution: 'Deny',
    RulesConfiguration: { Rules: [{ Claim: 'sub', MatchType: 'Equals', Value: 'ada', RoleARN: staff }] },
  },
};
const base: AccessValues = { pasted: '', login: '', flow: 'enhanced', identityId: '', roleArn: '' };
const ada: Partial<AccessValues> = { login: google, pasted: '{"sub": "ada", "iss": "https://accounts.google.com"}' };
const isTrustKnown = true;

it.each<[string, Partial<AccessValues>, Partial<PoolDocument>, Prediction]>([
  [
    'a user',
    ada,
    {},
    { objections: [], access: { roleArn: user, because: 'the default for everybody who has signed in', isTrustKnown } },
  ],
  [
    'a user of a rule whose role is gone',
    ada,
    { RoleMappings: ruled },
    {
      objections: [],
      access: {
        roleArn: staff,
        because: 'rule 1 matches (sub Equals ada)',
        obstacle: 'no-such-role',
        isTrustKnown: false,
      },
    },
  ],
  [
    'a guest whose role trusts another pool',
    {},
    {},
    {
      objections: [],
      access: { roleArn: guest, because: 'the default for guests', obstacle: 'not-trusted', isTrustKnown },
    },
  ],
  [
    'a guest where guests are off',
    {},
    { AllowUnauthenticatedIdentities: false },
    { objections: [], access: expect.objectContaining({ obstacle: 'guests-refused' }) },
  ],
  [
    'a provider that the pool does not have',
    { ...ada, login: 'www.amazon.com' },
    {},
    {
      objections: ['The pool has no provider of the key www.amazon.com, so AWS takes no token under it.'],
      access: undefined,
    },
  ],
  [
    'an expired token',
    { ...ada, pasted: '{"sub": "ada", "exp": 0}' },
    {},
    {
      objections: ['It expired on 1970-01-01 00:00:00 UTC.'],
      access: { roleArn: user, because: 'the default for everybody who has signed in', isTrustKnown },
    },
  ],
  [
    'the classic flow of a pool that refuses it twice',
    { ...ada, flow: 'classic', roleArn: user },
    { RoleMappings: ruled },
    {
      objections: [
        'The pool refuses the basic (classic) flow.',
        'AWS refuses the basic (classic) flow for a pool that has a role mapping.',
      ],
      access: { roleArn: user, because: 'the default for everybody who has signed in', isTrustKnown },
    },
  ],
  [
    'a developer’s user',
    { login: 'cognito-identity.amazonaws.com', pasted: '{"iss": "https://cognito-identity.amazonaws.com"}' },
    {},
    { objections: [], access: { roleArn: user, because: 'the default for everybody who has signed in', isTrustKnown } },
  ],
  [
    'a token that only its provider can read',
    { login: google, pasted: `ya29.${'x'.repeat(60)}` },
    {},
    { objections: [], access: undefined },
  ],
])('predicts for %s', (_, values, settings, expected) => {
  const input = { values: { ...base, ...values }, document: { ...document, ...settings }, trustPolicies };
  expect(predictionFor({ ...input, nowSeconds: 1_800_000_000 })).toEqual(expected);
});
