import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { expect, it } from 'vitest';
import { hasTokenMapping, tagSessionRoles } from './tag-session.ts';

const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const rule = (name: string) => ({ Claim: 'c', MatchType: 'Equals' as const, Value: 'v', RoleARN: arn(name) });
const document = examplePool({
  Roles: { authenticated: arn('user'), unauthenticated: arn('guest') },
  RoleMappings: {
    'accounts.google.com': {
      Type: 'Rules',
      RulesConfiguration: { Rules: [rule('staff'), rule('user'), rule('staff')] },
    },
  },
});

it('tells which roles take sessions with tags, never that of guests', () => {
  const roles = [role('user', true), role('staff', false), role('guest', false)];
  expect(
    tagSessionRoles(document, roles).map(({ problems, ...one }) => [one, problems.map(({ code }) => code)]),
  ).toEqual([
    [{ arn: arn('user'), uses: ['Authenticated role', 'Rule of accounts.google.com'], state: 'fits' }, []],
    [{ arn: arn('staff'), uses: ['Rule of accounts.google.com'], state: 'problem' }, ['tag-session-missing']],
  ]);
});

it('says that it does not know a role of another account', () => {
  expect(tagSessionRoles(document, []).map(({ state }) => state)).toEqual(['unknown', 'unknown']);
});

it('knows whether roles come from tokens', () => {
  expect(hasTokenMapping(document)).toBe(false);
  expect(hasTokenMapping(examplePool({ RoleMappings: { 'accounts.google.com': { Type: 'Token' } } }))).toBe(true);
});

function role(name: string, needsTagSession: boolean): IamRole {
  const wanted = { poolId: document.IdentityPoolId, kind: 'authenticated', needsTagSession } as const;
  return { RoleName: name, Arn: arn(name), Path: '/', AssumeRolePolicyDocument: poolTrustPolicy(wanted) };
}
