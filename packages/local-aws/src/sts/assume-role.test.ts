import {
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { PutRolePolicyCommand, TagRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, isRemote, startAws, trustPolicy } from '../conformance/support/setup.ts';
import type { Credentials } from '../conformance/support/sign.ts';

const aws = await startAws();
afterAll(() => aws.close());

const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const trusting = (AWS: string, members: object = {}) =>
  document({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole', ...members });
const nameOf = (roleArn: string) => roleArn.slice(roleArn.indexOf('/') + 1);

function putPolicy(roleArn: string, statement: object) {
  const input = { RoleName: nameOf(roleArn), PolicyName: 'p', PolicyDocument: document(statement) };
  return aws.iam.send(new PutRolePolicyCommand(input));
}

function stsOf(credentials: Credentials): STSClient {
  return new STSClient({ endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 });
}

function assume(sts: STSClient, RoleArn: string, members: Partial<AssumeRoleCommandInput> = {}) {
  return sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'chained', ...members }));
}

async function keysOf(
  sts: STSClient,
  roleArn: string,
  members?: Partial<AssumeRoleCommandInput>,
): Promise<Credentials> {
  const { Credentials: keys } = await assume(sts, roleArn, members);
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** The session `first` of a new role without policies, and a client that signs with its keys. */
async function newSession() {
  const roleArn = await aws.createRole(undefined, trusting(aws.account));
  const sts = stsOf(await keysOf(aws.sts, roleArn, { RoleSessionName: 'first' }));
  return { roleArn, sts, arn: `arn:aws:sts::${aws.account}:assumed-role/${nameOf(roleArn)}/first` };
}

/** `allowed`, or why not. */
const outcomeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'allowed',
    () => failureOf(call),
  );

const refusal = (arn: string, action: string, role: string) => ({
  code: 'AccessDenied',
  message: `User: ${arn} is not authorized to perform: ${action} on resource: ${role}`,
  status: 403,
});

describe.runIf(!isRemote)('AssumeRole', () => {
  it('gives a session under the name that the caller wants', async () => {
    const { sts, roleArn } = await newSession();
    const target = await aws.createRole(undefined, trusting(roleArn));
    const { AssumedRoleUser, Credentials: keys } = await assume(sts, target, { RoleSessionName: 'other' });
    expect(AssumedRoleUser).toEqual({
      AssumedRoleId: expect.stringMatching(/^AROA[A-Z0-9]{17}:other$/),
      Arn: `arn:aws:sts::${aws.account}:assumed-role/${nameOf(target)}/other`,
    });
    expect(keys?.AccessKeyId).toMatch(/^ASIA/);
    const other = stsOf(await keysOf(sts, target, { RoleSessionName: 'other' }));
    expect(await other.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: AssumedRoleUser?.Arn });
  });

  it.each<[string, boolean, (roleArn: string, arn: string) => string]>([
    ['the role', true, (roleArn) => trusting(roleArn)],
    ['the session', true, (_, arn) => trusting(arn)],
    ['everybody', true, () => trusting('*')],
    ['another session', false, (_, arn) => trusting(`${arn}2`)],
    ['another role', false, (roleArn) => trusting(`${roleArn}2`)],
    ['another account', false, () => trusting('999999999999')],
    ['the users of pools', false, () => trustPolicy],
  ])('without policies of the caller, with a trust policy for %s, is allowed: %s', async (_, isAllowed, trust) => {
    const { sts, roleArn, arn } = await newSession();
    const target = await aws.createRole(undefined, trust(roleArn, arn));
    expect(await outcomeOf(assume(sts, target))).toEqual(
      isAllowed ? 'allowed' : refusal(arn, 'sts:AssumeRole', target),
    );
  });

  it('with a trust policy for the account needs a policy of the caller', async () => {
    const { sts, roleArn, arn } = await newSession();
    const target = await aws.createRole(undefined, trusting(`arn:aws:iam::${aws.account}:root`));
    expect(await failureOf(assume(sts, target))).toEqual(refusal(arn, 'sts:AssumeRole', target));
    await putPolicy(roleArn, { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: target });
    await assume(sts, target);
  });

  it('is refused by a Deny of the caller’s policy, whatever the trust policy says', async () => {
    const { sts, roleArn, arn } = await newSession();
    const target = await aws.createRole(undefined, trusting(roleArn));
    await putPolicy(roleArn, { Effect: 'Deny', Action: 'sts:*', Resource: '*' });
    expect(await failureOf(assume(sts, target))).toEqual(refusal(arn, 'sts:AssumeRole', target));
  });

  it('of a role that is not there is refused as if it did not trust', async () => {
    const { sts, arn } = await newSession();
    const missing = `arn:aws:iam::${aws.account}:role/lifeguard-missing`;
    expect(await failureOf(assume(sts, missing))).toEqual(refusal(arn, 'sts:AssumeRole', missing));
  });

  it.each([
    ['secret', true],
    ['Secret', false],
    [undefined, false],
  ])('with the ExternalId %s is allowed where secret is wanted: %s', async (ExternalId, isAllowed) => {
    const { sts, roleArn, arn } = await newSession();
    const Condition = { StringEquals: { 'sts:ExternalId': 'secret' } };
    const target = await aws.createRole(undefined, trusting(roleArn, { Condition }));
    expect(await outcomeOf(assume(sts, target, { ExternalId }))).toEqual(
      isAllowed ? 'allowed' : refusal(arn, 'sts:AssumeRole', target),
    );
  });
});

describe.runIf(!isRemote)('the tags of AssumeRole', () => {
  const team = (Value: string, Key = 'team') => ({ Key, Value });

  it('need sts:TagSession, and come into the session', async () => {
    const { sts, roleArn, arn } = await newSession();
    const untagged = await aws.createRole(undefined, trusting(roleArn));
    expect(await failureOf(assume(sts, untagged, { Tags: [team('blue')] }))).toEqual(
      refusal(arn, 'sts:TagSession', untagged),
    );
    const target = await aws.createRole(undefined, trusting(roleArn, { Action: ['sts:AssumeRole', 'sts:TagSession'] }));
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'blue' } };
    await putPolicy(target, { Effect: 'Allow', Action: '*', Resource: '*', Condition });
    const list = async (value: string) => {
      const credentials = await keysOf(sts, target, { Tags: [team(value)] });
      return (await aws.raw('ListIdentityPools', { MaxResults: 1 }, { credentials })).status;
    };
    expect([await list('blue'), await list('red')]).toEqual([200, 400]);
  });

  it('stand above those of the role, which come into its sessions too', async () => {
    const { sts, roleArn } = await newSession();
    const target = await aws.createRole(undefined, trusting(roleArn, { Action: ['sts:AssumeRole', 'sts:TagSession'] }));
    await aws.iam.send(
      new TagRoleCommand({ RoleName: nameOf(target), Tags: [team('blue', 'Team'), team('1', 'cost')] }),
    );
    const Condition = { StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:PrincipalTag/Cost': '1' } };
    await putPolicy(target, { Effect: 'Allow', Action: '*', Resource: '*', Condition });
    const list = async (members: object) => {
      const credentials = await keysOf(sts, target, members);
      return (await aws.raw('ListIdentityPools', { MaxResults: 1 }, { credentials })).status;
    };
    expect([await list({}), await list({ Tags: [team('red')] }), await list({ Tags: [team('x', 'other')] })]).toEqual([
      200, 400, 200,
    ]);
  });

  it.each([
    [[team('blue')], true],
    [[team('red')], false],
    [[team('blue', 'Team')], true],
    [[team('blue'), team('red', 'other')], true],
  ])('%j are judged by the trust policy: %s', async (Tags, isAllowed) => {
    const { sts, roleArn, arn } = await newSession();
    const Condition = { StringEquals: { 'aws:RequestTag/team': 'blue' } };
    const members = { Action: ['sts:AssumeRole', 'sts:TagSession'], Condition };
    const target = await aws.createRole(undefined, trusting(roleArn, members));
    expect(await outcomeOf(assume(sts, target, { Tags }))).toEqual(
      isAllowed ? 'allowed' : refusal(arn, 'sts:AssumeRole', target),
    );
  });

  it.each([
    [[team('blue'), team('red')]],
    [[team('blue'), team('red', 'TEAM')]],
    [[team('red'), team('red', 'TEAM'), team('blue')]],
  ])('%j are refused: the session might get another one than was judged', async (Tags) => {
    const { sts, roleArn } = await newSession();
    const target = await aws.createRole(undefined, trusting(roleArn, { Action: ['sts:AssumeRole', 'sts:TagSession'] }));
    expect(await failureOf(assume(sts, target, { Tags }))).toMatchObject({
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      status: 400,
    });
  });
});

describe.runIf(!isRemote)('a session of AssumeRole', () => {
  async function longRole(): Promise<string> {
    const role = await aws.createRole(undefined, trusting('*'));
    await aws.iam.send(new UpdateRoleCommand({ RoleName: nameOf(role), MaxSessionDuration: 43_200 }));
    return role;
  }

  it('lasts for as long as was asked, chained for an hour', async () => {
    const { sts } = await newSession();
    const role = await longRole();
    const hours = async (client: STSClient, DurationSeconds: number) => {
      const { Expiration } = (await assume(client, role, { DurationSeconds })).Credentials ?? {};
      return ((Expiration?.getTime() ?? 0) - Date.now()) / 3_600_000;
    };
    expect(await hours(aws.sts, 43_200)).toBeCloseTo(12, 1);
    expect(await hours(sts, 3600)).toBeCloseTo(1, 1);
  });

  it('lasts for no more than an hour when it is chained, whatever the role allows', async () => {
    const { sts } = await newSession();
    expect(await failureOf(assume(sts, await longRole(), { DurationSeconds: 3601 }))).toEqual({
      code: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
      status: 400,
    });
  });

  it('lasts no longer than its role allows', async () => {
    const target = await aws.createRole(undefined, trusting('*'));
    expect(await failureOf(assume(aws.sts, target, { DurationSeconds: 3601 }))).toEqual({
      code: 'ValidationError',
      message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      status: 400,
    });
  });

  it('can do no more than its Policy, though another role trusts its role', async () => {
    const { roleArn } = await newSession();
    const Policy = document({ Effect: 'Allow', Action: 'cognito-identity:*', Resource: '*' });
    const sts = stsOf(await keysOf(aws.sts, roleArn, { RoleSessionName: 'narrow', Policy }));
    const arn = `arn:aws:sts::${aws.account}:assumed-role/${nameOf(roleArn)}/narrow`;
    for (const principal of [roleArn, '*']) {
      const target = await aws.createRole(undefined, trusting(principal));
      expect(await failureOf(assume(sts, target))).toEqual(refusal(arn, 'sts:AssumeRole', target));
    }
    await assume(sts, await aws.createRole(undefined, trusting(arn)));
  });

  it('is not given to a guest, though another role trusts the role of guests', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const unauthenticated = await aws.createRole();
    await putPolicy(unauthenticated, { Effect: 'Allow', Action: '*', Resource: '*' });
    await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { unauthenticated } }));
    const { IdentityId } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    const { Credentials: keys } = await aws.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId }));
    const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = keys ?? {};
    const sts = stsOf({ accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken });
    const arn = `arn:aws:sts::${aws.account}:assumed-role/${nameOf(unauthenticated)}/CognitoIdentityCredentials`;
    for (const principal of [unauthenticated, aws.account, '*']) {
      const target = await aws.createRole(undefined, trusting(principal));
      expect(await failureOf(assume(sts, target))).toEqual(refusal(arn, 'sts:AssumeRole', target));
    }
  });
});
