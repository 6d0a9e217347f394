import {
  type CreateIdentityPoolCommandInput,
  GetIdCommand,
  GetOpenIdTokenCommand,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { PutRolePolicyCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { afterAll, describe, expect, it } from 'vitest';

import { send } from '../support/http.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const google = { SupportedLoginProviders: { 'accounts.google.com': 'app1' } };
const samlArn = `arn:aws:iam::${aws.account}:saml-provider/idp`;

/** A guest of a new pool. */
async function guestOf(members: Partial<CreateIdentityPoolCommandInput> = {}) {
  const { IdentityPoolId } = await aws.createPool(members);
  const { IdentityId = '' } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
  return { IdentityPoolId, IdentityId };
}

async function tokenOf(IdentityId: string, Logins?: Record<string, string>): Promise<string> {
  const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));
  return Token;
}

/** A role that takes the pool's guests. */
const guestRole = (poolId: string) =>
  aws.createRole(undefined, poolTrustPolicy({ poolId, kind: 'unauthenticated', needsTagSession: false }));

function assume(
  RoleArn: string,
  WebIdentityToken: string,
  members: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
) {
  const input = { RoleArn, WebIdentityToken, RoleSessionName: 'web', ...members };
  return aws.sts.send(new AssumeRoleWithWebIdentityCommand(input));
}

const notTrusted = {
  code: 'AccessDenied',
  message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  status: 403,
};

describe('GetOpenIdToken', () => {
  const refused = (message: string) => ({ code: 'InvalidParameterException', message, status: 400 });
  const notEnabled = refused('Basic (classic) flow is not enabled, please use enhanced flow.');
  const withMappings = refused('Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.');
  const withSaml = refused('Basic (classic) flow is not supported with SAML, please use enhanced flow.');
  const saml = { [samlArn]: 'not looked at' };

  it.each([
    ['is refused where the pool turns it off', false, false, {}, notEnabled],
    ['is refused where the pool has mappings', true, true, {}, withMappings],
    ['is refused with a SAML login', true, false, saml, withSaml],
    ['is refused for being off before mappings are looked at', false, true, saml, notEnabled],
    ['is refused for mappings before logins are looked at', undefined, true, saml, withMappings],
  ])('%s', async (_, AllowClassicFlow, hasMappings, Logins, failure) => {
    const { IdentityPoolId, IdentityId } = await guestOf({ ...google, AllowClassicFlow, SamlProviderARNs: [samlArn] });
    const mapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
    const RoleMappings = hasMappings ? { 'accounts.google.com': mapping } : {};
    await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings }));
    expect(await failureOf(tokenOf(IdentityId, Logins))).toEqual(failure);
  });

  it.each([undefined, true])('is allowed with AllowClassicFlow %s', async (AllowClassicFlow) => {
    const { IdentityId } = await guestOf({ AllowClassicFlow });
    expect(await tokenOf(IdentityId)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('is refused to a guest once guests are off', async () => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const off = { IdentityPoolId, IdentityPoolName: 'off', AllowUnauthenticatedIdentities: false };
    await aws.cognito.send(new UpdateIdentityPoolCommand(off));
    expect(await failureOf(tokenOf(IdentityId))).toEqual({
      code: 'NotAuthorizedException',
      message: 'Unauthenticated access is not supported for this identity pool.',
      status: 400,
    });
  });

  it('is refused for an identity that does not exist', async () => {
    const IdentityId = `${aws.region}:00000000-0000-4000-8000-000000000000`;
    expect(await failureOf(tokenOf(IdentityId))).toMatchObject({ message: `Identity '${IdentityId}' not found.` });
  });

  it.runIf(!isRemote)('takes no token of its own as a login', async () => {
    const { IdentityId } = await guestOf();
    const Logins = { 'cognito-identity.amazonaws.com': await tokenOf(IdentityId) };
    expect(await failureOf(tokenOf(IdentityId, Logins))).toEqual({
      code: 'NotAuthorizedException',
      message: "Invalid login token. Can't pass in a Cognito token.",
      status: 400,
    });
  });
});

describe('AssumeRoleWithWebIdentity', () => {
  it('answers a session without a signature, named as the caller wants and lasting for an hour', async () => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const RoleArn = await guestRole(IdentityPoolId);
    const start = Math.floor(Date.now() / 1000);
    const answer = await assume(RoleArn, await tokenOf(IdentityId), { RoleSessionName: 'a+b=c,d.e@f-g' });
    const name = RoleArn.slice(RoleArn.indexOf('/') + 1);
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: IdentityId,
      Provider: 'cognito-identity.amazonaws.com',
      Audience: IdentityPoolId,
      AssumedRoleUser: {
        AssumedRoleId: expect.stringMatching(/^AROA[A-Z0-9]{17}:a\+b=c,d\.e@f-g$/),
        Arn: `arn:aws:sts::${aws.account}:assumed-role/${name}/a+b=c,d.e@f-g`,
      },
      Credentials: { AccessKeyId: expect.stringMatching(/^ASIA[A-Z0-9]{16}$/) },
    });
    const seconds = (answer.Credentials?.Expiration?.getTime() ?? 0) / 1000 - start;
    expect(seconds).toBeGreaterThanOrEqual(3600);
    expect(seconds).toBeLessThan(3660);
  });

  it('is an unsigned form whose answer is XML', async () => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const RoleArn = await guestRole(IdentityPoolId);
    const form = new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn,
      RoleSessionName: 'web',
      WebIdentityToken: await tokenOf(IdentityId),
    });
    const url = isRemote ? `https://sts.${aws.region}.amazonaws.com/` : aws.url;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { status, text } = await send(url, { headers, body: form.toString() });
    expect([status, text]).toEqual([200, expect.stringContaining('xmlns="https://sts.amazonaws.com/doc/2011-06-15/"')]);
    expect(text).toMatch(/<Expiration>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/Expiration>/);
  });

  it('gives keys that are the session’s', async () => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const RoleArn = await guestRole(IdentityPoolId);
    const { Credentials, AssumedRoleUser } = await assume(RoleArn, await tokenOf(IdentityId));
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    const sts = new STSClient({ ...(isRemote ? {} : { endpoint: aws.url }), region: aws.region, credentials });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: AssumedRoleUser?.Arn,
      UserId: AssumedRoleUser?.AssumedRoleId,
      Account: aws.account,
    });
    sts.destroy();
  });

  it.each([
    [
      { DurationSeconds: 899 },
      'ValidationError',
      "at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [{ DurationSeconds: 43_201 }, 'ValidationError', 'Member must have value less than or equal to 43200'],
    [
      { DurationSeconds: 3601 },
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [{ RoleSessionName: 'a' }, 'ValidationError', 'Member must have length greater than or equal to 2'],
    [{ RoleSessionName: 'a b' }, 'ValidationError', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*'],
    [{ Policy: '{' }, 'MalformedPolicyDocument', 'This is not JSON.'],
  ])('with %j is refused', async (members, code, text) => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const RoleArn = await guestRole(IdentityPoolId);
    const failure = await failureOf(assume(RoleArn, await tokenOf(IdentityId), members));
    expect(failure.code.replace(/Exception$/, '')).toBe(code);
    expect(failure).toMatchObject({ message: expect.stringContaining(text), status: 400 });
  });

  it('lasts for as long as the role allows at most', async () => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const RoleArn = await guestRole(IdentityPoolId);
    const RoleName = RoleArn.slice(RoleArn.indexOf('/') + 1);
    await aws.iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43_200 }));
    const answer = await assume(RoleArn, await tokenOf(IdentityId), { DurationSeconds: 43_200 });
    expect(((answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(12, 1);
  });

  it('with a Policy allows what both the role and the policy allow', async () => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const RoleArn = await guestRole(IdentityPoolId);
    const allow = (Action: string) =>
      JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    const RoleName = RoleArn.slice(RoleArn.indexOf('/') + 1);
    const all = { RoleName, PolicyName: 'all', PolicyDocument: allow('cognito-identity:*') };
    await aws.iam.send(new PutRolePolicyCommand(all));
    const Policy = allow('cognito-identity:Describe*');
    const { Credentials } = await assume(RoleArn, await tokenOf(IdentityId), { Policy });
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
    expect((await aws.raw('DescribeIdentityPool', { IdentityPoolId }, { credentials })).status).toBe(200);
    const refused = await aws.raw('GetIdentityPoolRoles', { IdentityPoolId }, { credentials });
    expect(refused.text).toContain('because no session policy allows the cognito-identity:GetIdentityPoolRoles action');
  });
});

describe('a trust policy', () => {
  const host = 'cognito-identity.amazonaws.com';
  const allow = { Effect: 'Allow', Principal: { Federated: host }, Action: 'sts:AssumeRoleWithWebIdentity' };
  const when = (operator: string, key: string, value: string) => ({ [operator]: { [`${host}:${key}`]: value } });
  const anyPool = when('StringLike', 'aud', '*');

  it.each<[string, (poolId: string, identityId: string) => object[]]>([
    ['another pool', () => [{ ...allow, Condition: when('StringEquals', 'aud', `${aws.region}:0`) }]],
    [
      'users who have signed in',
      () => [{ ...allow, Condition: { ...anyPool, ...when('ForAnyValue:StringLike', 'amr', 'auth*') } }],
    ],
    ['another identity', (poolId) => [{ ...allow, Condition: { ...anyPool, ...when('StringEquals', 'sub', poolId) } }]],
    ['another provider', () => [{ ...allow, Principal: { Federated: 'accounts.google.com' } }]],
    ['another action', () => [{ ...allow, Action: 'sts:AssumeRole', Principal: { AWS: aws.account } }]],
    [
      'all but this identity',
      (_, id) => [
        { ...allow, Condition: anyPool },
        { ...allow, Effect: 'Deny', Condition: when('StringLike', 'sub', id) },
      ],
    ],
  ])('for %s refuses a guest', async (_, statements) => {
    const { IdentityPoolId, IdentityId } = await guestOf();
    const trust = JSON.stringify({ Version: '2012-10-17', Statement: statements(IdentityPoolId, IdentityId) });
    const RoleArn = await aws.createRole(undefined, trust);
    expect(await failureOf(assume(RoleArn, await tokenOf(IdentityId)))).toEqual(notTrusted);
  });

  it.runIf(!isRemote)('from before IAM asked for a condition on the pool goes on working', async () => {
    const { IdentityId } = await guestOf();
    const RoleArn = await aws.createOldRole(JSON.stringify({ Version: '2012-10-17', Statement: [allow] }));
    const { Credentials } = await assume(RoleArn, await tokenOf(IdentityId));
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it('that is not there refuses in the same words', async () => {
    const { IdentityId } = await guestOf();
    const missing = `arn:aws:iam::${aws.account}:role/lifeguard-missing`;
    expect(await failureOf(assume(missing, await tokenOf(IdentityId)))).toEqual(notTrusted);
  });
});
