import {
  GetIdCommand,
  GetOpenIdTokenCommand,
  SetPrincipalTagAttributeMapCommand,
} from '@aws-sdk/client-cognito-identity';
import { TagRoleCommand } from '@aws-sdk/client-iam';
import { AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { identityKeys } from '@lifeguard/shared/aws/regions';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { decodeJwt } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, isRemote, startAws, trustPolicy } from '../conformance/support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

async function guestToken(): Promise<string> {
  const { IdentityPoolId } = await aws.createPool();
  const { IdentityId } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
  const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
  return Token;
}

function assume(RoleArn: string, WebIdentityToken: string, DurationSeconds?: number) {
  const input = { RoleArn, WebIdentityToken, RoleSessionName: 'web', DurationSeconds };
  return aws.sts.send(new AssumeRoleWithWebIdentityCommand(input));
}

const notTrusted = {
  code: 'AccessDenied',
  message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
  status: 403,
};

describe.runIf(!isRemote)('a token', () => {
  const invalid = (message: string) => ({ code: 'InvalidIdentityTokenException', message, status: 400 });
  const noJwt = invalid(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );

  it.each(['none', 'a.b.c', '....', 'e30.e30.e30'])('that is none (%s) is refused', async (token) => {
    expect(await failureOf(assume(await aws.createRole(), token))).toEqual(noJwt);
  });

  it('of another issuer is refused with its name', async () => {
    const token = await aws.loginToken('accounts.google.com', { sub: 'u1', aud: 'app1' });
    expect(await failureOf(assume(await aws.createRole(), token))).toEqual(
      invalid('No OpenIDConnect provider found in your account for https://accounts.google.com'),
    );
  });

  it.each<[string, (parts: readonly string[]) => string[]]>([
    ['with another signature', ([header = '', claims = '', signature = '']) => [header, claims, changed(signature)]],
    ['without a signature', ([header = '', claims = '']) => [header, claims, '']],
    ['of no algorithm', ([, claims = '']) => [encoded({ alg: 'none' }), claims, '']],
    [
      'with another key id',
      ([, claims = '', signature = '']) => [encoded({ alg: 'RS512', kid: 'x' }), claims, signature],
    ],
    ['with claims of a user', ([header = '', claims = '', signature = '']) => [header, withAmr(claims), signature]],
  ])('%s is refused', async (_, change) => {
    const parts = (await guestToken()).split('.');
    expect(await failureOf(assume(await aws.createRole(), change(parts).join('.')))).toEqual(
      invalid('The token could not be verified: it was not signed by its issuer.'),
    );
  });

  it('that the role does not trust does not tell how long the role’s sessions may last', async () => {
    const trust = poolTrustPolicy({ poolId: 'us-east-1:0', kind: 'authenticated', needsTagSession: false });
    const role = await aws.createRole(undefined, trust);
    expect(await failureOf(assume(role, await guestToken(), 43_200))).toEqual(notTrusted);
  });

  it('is good for ten minutes', async () => {
    const [role, token] = [await aws.createRole(), await guestToken()];
    const { exp = 0 } = decodeJwt(token);
    try {
      await aws.control('PUT', '/_local/clock', { offsetSeconds: 590 });
      await assume(role, token);
      await aws.control('PUT', '/_local/clock', { offsetSeconds: 601 });
      const failure = await failureOf(assume(role, token));
      expect(failure).toMatchObject({ code: 'ExpiredTokenException', status: 400 });
      expect(failure.message).toMatch(
        new RegExp(`^Token expired: current date/time \\d+ must be before the expiration date/time ${exp}$`),
      );
    } finally {
      await aws.control('PUT', '/_local/clock', { offsetSeconds: 0 });
    }
  });
});

function changed(signature: string): string {
  return `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
}

function encoded(header: object): string {
  return Buffer.from(JSON.stringify(header)).toString('base64url');
}

function withAmr(claims: string): string {
  return encoded({ ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), amr: ['authenticated'] });
}

describe.runIf(!isRemote)('a token with tags', () => {
  async function taggedToken(claims: Record<string, string>) {
    const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: { 'accounts.google.com': 'app1' } });
    const PrincipalTags = Object.fromEntries(Object.keys(claims).map((claim) => [claim, claim]));
    const map = { IdentityPoolId, IdentityProviderName: 'accounts.google.com', UseDefaults: false, PrincipalTags };
    await aws.cognito.send(new SetPrincipalTagAttributeMapCommand(map));
    const Logins = {
      'accounts.google.com': await aws.loginToken('accounts.google.com', { sub: 'u1', aud: 'app1', ...claims }),
    };
    const { IdentityId } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins }));
    const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));
    return { IdentityPoolId, token: Token };
  }

  const roleFor = (poolId: string, needsTagSession: boolean) =>
    aws.createRole(undefined, poolTrustPolicy({ poolId, kind: 'authenticated', needsTagSession }));

  it('needs a role that lets sessions be tagged', async () => {
    const { IdentityPoolId, token } = await taggedToken({ team: 'blue' });
    await assume(await roleFor(IdentityPoolId, true), token);
    const failure = await failureOf(assume(await roleFor(IdentityPoolId, false), token));
    expect(failure).toEqual(notTrusted);
  });

  it('can be variables of its trust policy', async () => {
    const roleWhere = async (poolId: string, wanted: string) => {
      const policy = JSON.parse(poolTrustPolicy({ poolId, kind: 'authenticated', needsTagSession: true })) as {
        Statement: [{ Condition: object }];
      };
      const [statement] = policy.Statement;
      const Condition = {
        ...statement.Condition,
        StringEquals: { [identityKeys(poolId).aud]: poolId, 'sts:RoleSessionName': wanted },
      };
      return aws.createRole(undefined, JSON.stringify({ ...policy, Statement: [{ ...statement, Condition }] }));
    };
    const { IdentityPoolId, token } = await taggedToken({ session: 'web' });
    await assume(await roleWhere(IdentityPoolId, '${aws:RequestTag/session}'), token);
    const other = await roleWhere(IdentityPoolId, '${aws:RequestTag/session}x');
    expect(await failureOf(assume(other, token))).toEqual(notTrusted);
  });

  it('two of which differ in nothing but the case of their letters is refused', async () => {
    const { IdentityPoolId, token } = await taggedToken({ team: 'blue', TEAM: 'red' });
    expect(await failureOf(assume(await roleFor(IdentityPoolId, true), token))).toMatchObject({
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      status: 400,
    });
  });

  const tagsOf = (bytes: number) => ({
    a: 'a'.repeat(256),
    b: 'ö'.repeat((bytes - 256) >> 1),
    c: 'c'.repeat(bytes % 2),
  });

  it('of 460 bytes with their keys fits', async () => {
    const { IdentityPoolId, token } = await taggedToken(tagsOf(457));
    expect((await assume(await roleFor(IdentityPoolId, true), token)).Audience).toBe(IdentityPoolId);
  });

  it.each([
    [461, 101],
    [635, 139],
  ])('of %i bytes with their keys consumes %i percent', async (bytes, percent) => {
    const { IdentityPoolId, token } = await taggedToken(tagsOf(bytes - 3));
    expect(await failureOf(assume(await roleFor(IdentityPoolId, true), token))).toEqual({
      code: 'PackedPolicyTooLargeException',
      message: `Packed size of session tags consumes ${percent}% of allotted space.`,
      status: 400,
    });
  });
});

describe.runIf(!isRemote)('a trust policy can ask', () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const seconds = (days: number) => String(Math.floor(Date.now() / 1000) + days * 86_400);

  it.each<[string, object, boolean]>([
    ['for the name of the session', { StringEquals: { 'sts:RoleSessionName': 'web' } }, true],
    ['for another name', { StringEquals: { 'sts:RoleSessionName': 'other' } }, false],
    [
      'for the time',
      { DateGreaterThan: { 'aws:CurrentTime': day(-1) }, DateLessThan: { 'aws:CurrentTime': day(1) } },
      true,
    ],
    ['for a time to come', { DateGreaterThan: { 'aws:CurrentTime': day(1) } }, false],
    ['for the time in seconds', { NumericLessThan: { 'aws:EpochTime': seconds(1) } }, true],
    ['for a time that is over', { NumericLessThan: { 'aws:EpochTime': seconds(-1) } }, false],
    ['for the region', { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-central-1'] } }, true],
    ['for another region', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, false],
    ['for a tag of the role', { StringEquals: { 'aws:ResourceTag/team': 'blue' } }, true],
    ['for another tag of the role', { StringEquals: { 'aws:ResourceTag/team': 'red' } }, false],
    ['by a variable', { StringEquals: { 'sts:RoleSessionName': '${aws:ResourceTag/session}' } }, true],
    [
      'by a variable with a default',
      { StringEquals: { 'sts:RoleSessionName': "${aws:PrincipalTag/none, 'web'}" } },
      true,
    ],
    [
      'by a variable that is something else',
      { StringEquals: { 'sts:RoleSessionName': '${aws:ResourceTag/team}' } },
      false,
    ],
  ])('%s', async (_, condition, isAllowed) => {
    const trust = JSON.parse(trustPolicy) as { Statement: [{ Condition: object }] };
    const [statement] = trust.Statement;
    const Statement = [{ ...statement, Condition: { ...statement.Condition, ...condition } }];
    const role = await aws.createRole(undefined, JSON.stringify({ ...trust, Statement }));
    const Tags = [
      { Key: 'team', Value: 'blue' },
      { Key: 'session', Value: 'web' },
    ];
    await aws.iam.send(new TagRoleCommand({ RoleName: role.slice(role.indexOf('/') + 1), Tags }));
    const call = assume(role, await guestToken());
    const outcome = await call.then(
      () => 'allowed',
      () => failureOf(call),
    );
    expect(outcome).toEqual(isAllowed ? 'allowed' : notTrusted);
  });
});
