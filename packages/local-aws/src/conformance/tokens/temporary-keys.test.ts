import {
  DeleteIdentitiesCommand,
  DescribeIdentityPoolCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  ListIdentityPoolsCommand,
  ListTagsForResourceCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  type Credentials as StsCredentials,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, isRemote, startAws } from '../support/setup.ts';
import type { Credentials } from '../support/sign.ts';

const aws = await startAws();
afterAll(() => aws.close());

const accountTrust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: aws.account }, Action: 'sts:AssumeRole' }],
});
const nameOf = (roleArn: string) => roleArn.slice(roleArn.indexOf('/') + 1);
const poolArn = (poolId: string) => `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${poolId}`;

async function putPolicy(roleArn: string, statements: readonly object[], Version = '2012-10-17') {
  const PolicyDocument = JSON.stringify({ Version, Statement: statements });
  await aws.iam.send(new PutRolePolicyCommand({ RoleName: nameOf(roleArn), PolicyName: 'p', PolicyDocument }));
}

function credentialsOf({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '' }: Partial<StsCredentials> = {}) {
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** Clients of the three services that sign with these keys. */
function clientsOf(credentials: Credentials) {
  const config = { endpoint: aws.url, region: aws.region, credentials, maxAttempts: 1 };
  const cognito = aws.cognitoIn(aws.region, credentials);
  const [iam, sts] = [new IAMClient(config), new STSClient(config)];
  return {
    cognito,
    describePool: (IdentityPoolId: string) => cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId })),
    listPools: () => cognito.send(new ListIdentityPoolsCommand({ MaxResults: 1 })),
    listRoles: () => iam.send(new ListRolesCommand({})),
    whoAmI: () => sts.send(new GetCallerIdentityCommand({})),
  };
}

/** The session `test` of a new role that has this one policy. */
async function newSession(statements: readonly object[] = []) {
  const roleArn = await aws.createRole(undefined, accountTrust);
  if (statements.length > 0) await putPolicy(roleArn, statements);
  const { Credentials: keys } = await aws.sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'test' }),
  );
  const credentials = credentialsOf(keys);
  return { roleArn, credentials, arn: sessionArn(roleArn, 'test'), ...clientsOf(credentials) };
}

const sessionArn = (roleArn: string, name: string) =>
  `arn:aws:sts::${aws.account}:assumed-role/${nameOf(roleArn)}/${name}`;
const everything = { Effect: 'Allow', Action: '*', Resource: '*' };

function denied(arn: string, action: string, resource: string, suffix = '') {
  const message = `User: ${arn} is not authorized to perform: ${action} on resource: ${resource}${suffix}`;
  const isJson = action.startsWith('cognito');
  return isJson
    ? { code: 'AccessDeniedException', message, status: 400 }
    : { code: 'AccessDenied', message, status: 403 };
}

describe.runIf(!isRemote)('temporary keys', () => {
  it('sign calls of every service', async () => {
    const { listPools, listRoles, whoAmI, arn } = await newSession([everything]);
    expect((await listPools()).IdentityPools).toBeDefined();
    expect((await listRoles()).Roles?.length).toBeGreaterThan(0);
    expect((await whoAmI()).Arn).toBe(arn);
  });

  const invalid = 'The security token included in the request is invalid.';
  const mismatch = expect.stringMatching(/^The request signature we calculated does not match/) as string;
  it.each<[string, (mine: Credentials, other: Credentials) => Credentials, string, string, string]>([
    [
      'a wrong secret',
      (mine) => ({ ...mine, secretAccessKey: 'x' }),
      mismatch,
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
    ],
    [
      'another secret',
      (mine, { secretAccessKey }) => ({ ...mine, secretAccessKey }),
      mismatch,
      'InvalidSignatureException',
      'SignatureDoesNotMatch',
    ],
    [
      'a wrong token',
      (mine) => ({ ...mine, sessionToken: 'x' }),
      invalid,
      'UnrecognizedClientException',
      'InvalidClientTokenId',
    ],
    [
      'another token',
      (mine, { sessionToken = '' }) => ({ ...mine, sessionToken }),
      invalid,
      'UnrecognizedClientException',
      'InvalidClientTokenId',
    ],
    [
      'no token',
      ({ accessKeyId, secretAccessKey }) => ({ accessKeyId, secretAccessKey }),
      invalid,
      'UnrecognizedClientException',
      'InvalidClientTokenId',
    ],
  ])('with %s are refused', async (_, change, message, jsonCode, queryCode) => {
    const [mine, other] = [await newSession([everything]), await newSession([everything])];
    const { listPools, listRoles, whoAmI } = clientsOf(change(mine.credentials, other.credentials));
    expect(await failureOf(listPools())).toEqual({ code: jsonCode, message, status: 400 });
    expect(await failureOf(listRoles())).toEqual({ code: queryCode, message, status: 403 });
    expect(await failureOf(whoAmI())).toEqual({ code: queryCode, message, status: 403 });
  });

  it('are refused from the moment on in which they expire', async () => {
    const { listPools, listRoles, whoAmI } = await newSession([everything]);
    const message = 'The security token included in the request is expired';
    try {
      await aws.control('PUT', '/_local/clock', { offsetSeconds: 3590 });
      await listPools();
      await aws.control('PUT', '/_local/clock', { offsetSeconds: 3601 });
      expect(await failureOf(listPools())).toEqual({ code: 'ExpiredTokenException', message, status: 400 });
      expect(await failureOf(listRoles())).toEqual({ code: 'ExpiredToken', message, status: 403 });
      expect(await failureOf(whoAmI())).toMatchObject({ message, status: 403 });
    } finally {
      await aws.control('PUT', '/_local/clock', { offsetSeconds: 0 });
    }
  });

  it('lose at once what their role loses', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const { roleArn, describePool, whoAmI, arn } = await newSession([everything]);
    await describePool(IdentityPoolId);
    await aws.iam.send(new DeleteRolePolicyCommand({ RoleName: nameOf(roleArn), PolicyName: 'p' }));
    const action = 'cognito-identity:DescribeIdentityPool';
    expect(await failureOf(describePool(IdentityPoolId))).toEqual(denied(arn, action, poolArn(IdentityPoolId)));
    expect((await whoAmI()).Arn).toBe(arn);
  });

  it('get nothing from a role that was made anew under the name of theirs', async () => {
    const { roleArn, listPools, arn } = await newSession([everything]);
    await listPools();
    const RoleName = nameOf(roleArn);
    await aws.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'p' }));
    await aws.iam.send(new DeleteRoleCommand({ RoleName }));
    await aws.createRole(RoleName, accountTrust);
    await putPolicy(roleArn, [everything]);
    expect(await failureOf(listPools())).toEqual(denied(arn, 'cognito-identity:ListIdentityPools', '*'));
  });
});

describe.runIf(!isRemote)('a policy of the role', () => {
  const allow = (members: object) => ({ Effect: 'Allow', Action: 'cognito-identity:*', Resource: '*', ...members });
  const deny = (members: object = {}) => ({ ...allow(members), Effect: 'Deny' });
  const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });
  const byDeny = ' with an explicit deny in an identity-based policy';

  it.each<[string, (pool: string) => readonly object[], string | undefined]>([
    ['that is not there', () => [], ''],
    ['for this pool', (pool) => [allow({ Resource: poolArn(pool) })], undefined],
    ['for another pool', (pool) => [allow({ Resource: poolArn(`${pool}0`) })], ''],
    ['for all pools', () => [allow({ Resource: 'arn:aws:cognito-identity:*:*:identitypool/*' })], undefined],
    ['for another region', () => [allow({ Resource: 'arn:aws:cognito-identity:xx-*:*:identitypool/*' })], ''],
    ['for another action', () => [allow({ Action: 'cognito-identity:DescribeIdentity' })], ''],
    ['for all but another action', () => [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], undefined],
    ['for all but this pool', (pool) => [{ Effect: 'Allow', Action: '*', NotResource: poolArn(pool) }], ''],
    ['that also denies', (pool) => [allow({}), deny({ Resource: poolArn(pool) })], byDeny],
    ['that denies another pool', (pool) => [allow({}), deny({ Resource: poolArn(`${pool}0`) })], undefined],
    ['for pools of the tag', () => [allow(when('StringEquals', 'aws:ResourceTag/team', 'blue'))], undefined],
    ['for pools of another tag', () => [allow(when('StringEquals', 'aws:ResourceTag/team', 'red'))], ''],
    ['with a condition that nobody knows', () => [allow(when('StringNotEquals', 'aws:SourceVpc', 'x'))], ''],
    ['that denies by one', () => [allow({}), deny(when('StringEquals', 'aws:SourceVpc', 'x'))], byDeny],
    ['for its region', () => [allow(when('StringEquals', 'aws:RequestedRegion', aws.region))], undefined],
    ['for the past', () => [allow(when('DateLessThan', 'aws:CurrentTime', '2020-01-01T00:00:00Z'))], ''],
    [
      'for the principal',
      () => [allow(when('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/lifeguard-*'))],
      undefined,
    ],
  ])('%s decides', async (_, statements, suffix) => {
    const { IdentityPoolId } = await aws.createPool({ IdentityPoolTags: { team: 'blue' } });
    const { describePool, arn } = await newSession(statements(IdentityPoolId));
    const call = describePool(IdentityPoolId);
    const outcome = await call.then(
      () => 'allowed',
      () => failureOf(call),
    );
    const refusal = denied(arn, 'cognito-identity:DescribeIdentityPool', poolArn(IdentityPoolId), suffix);
    expect(outcome).toEqual(suffix === undefined ? 'allowed' : refusal);
  });

  it('is asked about the pool before it is known whether there is one', async () => {
    const { describePool, arn } = await newSession();
    const unknown = `${aws.region}:00000000-0000-4000-8000-000000000000`;
    const action = 'cognito-identity:DescribeIdentityPool';
    expect(await failureOf(describePool(unknown))).toEqual(denied(arn, action, poolArn(unknown)));
  });

  it('is told of a bare pool id as it was sent, where an ARN belongs', async () => {
    const { cognito, arn } = await newSession();
    const { IdentityPoolId } = await aws.createPool();
    const call = cognito.send(new ListTagsForResourceCommand({ ResourceArn: IdentityPoolId }));
    expect(await failureOf(call)).toEqual(denied(arn, 'cognito-identity:ListTagsForResource', IdentityPoolId));
  });

  it('lets identities of one pool be deleted, and those of the other are reported back', async () => {
    const pools = [await aws.createPool(), await aws.createPool()];
    const [mine = '', other = ''] = pools.map(({ IdentityPoolId }) => IdentityPoolId);
    const { cognito } = await newSession([
      allow(when('StringEquals', 'cognito-identity:IdentityPoolArn', poolArn(mine))),
    ]);
    const newGuest = async (IdentityPoolId: string) =>
      (await aws.cognito.send(new GetIdCommand({ IdentityPoolId }))).IdentityId ?? '';
    const gone = `${aws.region}:0`;
    const ids = [gone, await newGuest(mine), await newGuest(other), await newGuest(mine)];
    const answer = await cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: ids }));
    expect(answer.UnprocessedIdentityIds).toEqual(
      [gone, ids[2]].map((IdentityId) => ({ IdentityId, ErrorCode: 'AccessDenied' })),
    );
  });

  it('that passes a role is needed to give it to a pool', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const [role, other] = [await aws.createRole(), await aws.createRole()];
    const { cognito, roleArn } = await newSession([allow({})]);
    const give = (arn: string) =>
      cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: arn } }));
    const forbidden = (arn: string) => ({
      code: 'NotAuthorizedException',
      message: `Access to Role '${arn}' is forbidden.`,
      status: 400,
    });
    expect(await failureOf(give(role))).toEqual(forbidden(role));
    const toService = (value: string) => when('StringEquals', 'iam:PassedToService', value);
    const pass = { Effect: 'Allow', Action: 'iam:PassRole', Resource: role };
    await putPolicy(roleArn, [allow({}), { ...pass, ...toService('ec2.amazonaws.com') }]);
    expect(await failureOf(give(role))).toEqual(forbidden(role));
    await putPolicy(roleArn, [allow({}), { ...pass, ...toService('cognito-identity.amazonaws.com') }]);
    await give(role);
    expect(await failureOf(give(other))).toEqual(forbidden(other));
  });
});

describe.runIf(!isRemote)('keys of a guest', () => {
  async function newGuest(statements: readonly object[], version?: string) {
    const { IdentityPoolId } = await aws.createPool();
    const { IdentityId = '' } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    const role = await aws.createRole();
    await putPolicy(role, statements, version);
    await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { unauthenticated: role } }));
    const enhanced = async () => {
      const { Credentials: keys } = await aws.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId }));
      return clientsOf(credentialsOf({ ...keys, SecretAccessKey: keys?.SecretKey }));
    };
    const classic = async () => {
      const { Token } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId }));
      const input = { RoleArn: role, RoleSessionName: 'web', WebIdentityToken: Token };
      const { Credentials: keys } = await aws.sts.send(new AssumeRoleWithWebIdentityCommand(input));
      return clientsOf(credentialsOf(keys));
    };
    return { IdentityPoolId, IdentityId, role, enhanced, classic };
  }

  it('from the enhanced flow can’t list roles, whatever their role allows', async () => {
    const { IdentityPoolId, role, enhanced, classic } = await newGuest([everything]);
    const { describePool, listRoles } = await enhanced();
    await describePool(IdentityPoolId);
    const suffix = ' because no session policy allows the iam:ListRoles action';
    const arn = sessionArn(role, 'CognitoIdentityCredentials');
    const roles = `arn:aws:iam::${aws.account}:role/`;
    expect(await failureOf(listRoles())).toEqual(denied(arn, 'iam:ListRoles', roles, suffix));
    expect((await (await classic()).listRoles()).Roles).toBeDefined();
  });

  it.each([
    ['2012-10-17', true],
    ['2008-10-17', false],
  ])('know the guest in policies of version %s: %s', async (version, isAllowed) => {
    const Condition = { StringEquals: { 'aws:ResourceTag/owner': '${cognito-identity.amazonaws.com:sub}' } };
    const { IdentityId, enhanced } = await newGuest([{ ...everything, Condition }], version);
    const own = await aws.createPool({ IdentityPoolTags: { owner: IdentityId } });
    const other = await aws.createPool({ IdentityPoolTags: { owner: 'somebody' } });
    const { describePool } = await enhanced();
    const may = async (poolId: string) => (await Promise.allSettled([describePool(poolId)]))[0].status === 'fulfilled';
    expect([await may(own.IdentityPoolId), await may(other.IdentityPoolId)]).toEqual([isAllowed, false]);
  });
});
