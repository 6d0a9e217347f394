import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { likePool } from './copy.ts';
import { toInput } from './form.ts';
import { waitingRoles } from './waiting-roles.ts';

const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;

/** Trusts one pool, or every one. */
function role(name: string, amr: string, aud?: string): IamRole {
  const Condition = {
    ...(aud === undefined ? {} : { StringEquals: { 'cognito-identity.amazonaws.com:aud': aud } }),
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
  };
  const Principal = { Federated: 'cognito-identity.amazonaws.com' };
  const statement = { Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return { Arn: arn(name), RoleName: name, Path: '/', AssumeRolePolicyDocument };
}

const other = 'us-east-1:99999999-2222-3333-4444-555555555555';
const rule = (name: string) => ({ Claim: 'a', MatchType: 'Equals' as const, Value: 'b', RoleARN: arn(name) });
const pool = examplePool({
  AllowUnauthenticatedIdentities: true,
  Roles: { authenticated: arn('users'), unauthenticated: arn('guests') },
  SupportedLoginProviders: { 'accounts.google.com': 'client' },
  RoleMappings: {
    'accounts.google.com': {
      Type: 'Rules',
      AmbiguousRoleResolution: 'AuthenticatedRole',
      RulesConfiguration: { Rules: [rule('admins'), rule('users'), rule('unknown'), rule('admins')] },
    },
  },
});
const roles = [
  role('users', 'authenticated', other),
  role('guests', 'unauthenticated'),
  role('admins', 'authenticated', other),
];

it('names each role that is for other pools, or not known, with all its uses', () => {
  expect(waitingRoles(toInput(likePool(pool)), roles, 'us-east-1')).toEqual([
    { arn: arn('users'), uses: ['authenticated role', 'rules of accounts.google.com'] },
    { arn: arn('admins'), uses: ['rules of accounts.google.com'] },
    { arn: arn('unknown'), uses: ['rules of accounts.google.com'] },
  ]);
});

it('leaves out a default role that is made with the pool', () => {
  const input = { ...toInput(likePool(pool)), RoleMappings: {} };
  const NewRoles = { authenticated: { RoleName: 'new', Path: '/' } };
  expect(waitingRoles({ ...input, NewRoles }, roles, 'us-east-1')).toEqual([]);
});
