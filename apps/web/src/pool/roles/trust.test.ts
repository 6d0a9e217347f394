import { poolTrustProblems } from '@lifeguard/shared/policy/trust-problems';
import { poolTrustPolicy, type WantedPoolTrust } from '@lifeguard/shared/policy/trust';
import { expect, it } from 'vitest';
import { roleTrust } from './trust.ts';

const signedIn: WantedPoolTrust = {
  poolId: 'eu-west-1:3f1c2a5e-0000-4000-8000-000000000001',
  kind: 'authenticated',
  needsTagSession: false,
};
const tagged: WantedPoolTrust = { ...signedIn, needsTagSession: true };
const guests: WantedPoolTrust = { ...signedIn, kind: 'unauthenticated' };

function roleWith(AssumeRolePolicyDocument: string) {
  return { RoleName: 'r', Arn: 'arn:aws:iam::123456789012:role/r', Path: '/', AssumeRolePolicyDocument };
}

it('proposes nothing for a role that fits', () => {
  const fitting = roleTrust(roleWith(poolTrustPolicy(signedIn)), signedIn, []);
  expect(fitting).toEqual({ problems: [], isRefused: false, proposed: undefined });
});

it('proposes a policy for both kinds of users of one role', () => {
  const { isRefused, proposed = '' } = roleTrust(roleWith(poolTrustPolicy(guests)), signedIn, [guests]);
  expect(isRefused).toBe(true);
  expect(poolTrustProblems(proposed, guests)).toEqual([]);
  const { problems, ...rest } = roleTrust(roleWith(proposed), signedIn, [guests]);
  expect({ problems, ...rest }).toEqual({ problems: [], isRefused: false, proposed: undefined });
});

it.each([
  ['signed-in users', tagged, guests],
  ['guests', guests, tagged],
])('proposes a policy that shuts nobody of one role out, where it is looked at for %s', (_name, wanted, other) => {
  const open = {
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
  };
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: open });
  const { proposed = '' } = roleTrust(roleWith(policy), wanted, [other]);
  expect(poolTrustProblems(proposed, guests)).toEqual([]);
  expect(poolTrustProblems(proposed, tagged).map(({ code }) => code)).toEqual(['amr-missing']);
});

it('proposes nothing where the openness is written down', () => {
  const pattern = poolTrustPolicy(signedIn).replace('"StringEquals"', '"StringLike"').replace(signedIn.poolId, '*');
  const trust = roleTrust(roleWith(pattern), signedIn, []);
  expect(trust).toMatchObject({ isRefused: false, proposed: undefined });
  expect(trust.problems.map(({ code }) => code)).toEqual(['aud-missing']);
});
