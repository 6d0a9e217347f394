import {
  type CreateIdentityPoolCommandInput,
  type Credentials,
  DescribeIdentityCommand,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { DeleteRoleCommand, UpdateAssumeRolePolicyCommand, UpdateRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

type Kind = 'authenticated' | 'unauthenticated';
type Logins = Record<string, string>;

const google = { SupportedLoginProviders: { 'accounts.google.com': 'app1' } };
const trust = (poolId: string, kind: Kind) => poolTrustPolicy({ poolId, kind, needsTagSession: false });
const nameOf = (roleArn: string) => roleArn.slice(roleArn.indexOf('/') + 1);
const setRoles = (IdentityPoolId: string, Roles: Partial<Record<Kind, string>>) =>
  aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
const setTrust = (roleArn: string, PolicyDocument: string) =>
  aws.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: nameOf(roleArn), PolicyDocument }));
const keysOf = (IdentityId: string, Logins?: Logins, CustomRoleArn?: string) =>
  aws.cognito.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn }));

async function idOf(IdentityPoolId: string, Logins?: Logins): Promise<string> {
  const { IdentityId = '' } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId, Logins }));
  return IdentityId;
}

/** A pool with a role for each kind of users. */
async function poolWithRoles(members: Partial<CreateIdentityPoolCommandInput> = {}) {
  const { IdentityPoolId } = await aws.createPool(members);
  const authenticated = await aws.createRole(undefined, trust(IdentityPoolId, 'authenticated'));
  const unauthenticated = await aws.createRole(undefined, trust(IdentityPoolId, 'unauthenticated'));
  await setRoles(IdentityPoolId, { authenticated, unauthenticated });
  return { IdentityPoolId, authenticated, unauthenticated };
}

async function googleLogin(sub = 'u1', claims: object = {}): Promise<Logins> {
  return { 'accounts.google.com': await aws.loginToken('accounts.google.com', { sub, aud: 'app1', ...claims }) };
}

/** The session that keys belong to. */
async function sessionOf({ AccessKeyId = '', SecretKey = '', SessionToken = '' }: Credentials = {}) {
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const sts = new STSClient({ ...(isRemote ? {} : { endpoint: aws.url }), region: aws.region, credentials });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  return Arn;
}

const sessionArn = (roleArn: string) =>
  `arn:aws:sts::${aws.account}:assumed-role/${nameOf(roleArn)}/CognitoIdentityCredentials`;
const notAuthorized = (message: string) => ({ code: 'NotAuthorizedException', message, status: 400 });
const badConfiguration = {
  code: 'InvalidIdentityPoolConfigurationException',
  message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
  status: 400,
};

describe('credentials', () => {
  it('are those of a session of the pool’s role, and last for an hour to the second', async () => {
    const { IdentityPoolId, unauthenticated } = await poolWithRoles();
    await aws.iam.send(new UpdateRoleCommand({ RoleName: nameOf(unauthenticated), MaxSessionDuration: 43_200 }));
    const IdentityId = await idOf(IdentityPoolId);
    const before = Math.floor(Date.now() / 1000);
    const answer = await aws.raw('GetCredentialsForIdentity', { IdentityId }, { credentials: 'none' });
    const body = JSON.parse(answer.text) as { IdentityId: string; Credentials: Record<string, unknown> };
    expect(body).toEqual({
      IdentityId,
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z0-9]{16}$/),
        SecretKey: expect.stringMatching(/^[\w+/]{40}$/),
        SessionToken: expect.stringMatching(/^[\w+/=]{100,}$/),
        Expiration: expect.any(Number),
      },
    });
    const { Expiration, ...keys } = body.Credentials;
    expect(answer.text).toMatch(/"Expiration":\d{10}[,}]/);
    expect(Number(Expiration)).toBeGreaterThanOrEqual(before + 3600);
    expect(Number(Expiration)).toBeLessThan(before + 3660);
    expect(await sessionOf(keys)).toBe(sessionArn(unauthenticated));
  });

  it('are other ones each time', async () => {
    const { IdentityPoolId } = await poolWithRoles();
    const IdentityId = await idOf(IdentityPoolId);
    const [one, two] = [await keysOf(IdentityId), await keysOf(IdentityId)];
    expect(one.Credentials?.AccessKeyId).not.toBe(two.Credentials?.AccessKeyId);
  });
});

describe('credentials of a guest', () => {
  it.each<[string, (poolId: string, roleArn: string) => Promise<unknown>, object]>([
    ['without a role', (poolId) => setRoles(poolId, {}), badConfiguration],
    [
      'of a pool that has a role for users only',
      async (poolId) => setRoles(poolId, { authenticated: await aws.createRole() }),
      badConfiguration,
    ],
    [
      'with a role that is deleted',
      (_, arn) => aws.iam.send(new DeleteRoleCommand({ RoleName: nameOf(arn) })),
      badConfiguration,
    ],
    ['with a role for users', (poolId, arn) => setTrust(arn, trust(poolId, 'authenticated')), badConfiguration],
    [
      'with a role for another pool',
      (_, arn) => setTrust(arn, trust('us-east-1:0', 'unauthenticated')),
      badConfiguration,
    ],
    [
      'where guests are off',
      (IdentityPoolId) =>
        aws.cognito.send(
          new UpdateIdentityPoolCommand({
            IdentityPoolId,
            IdentityPoolName: 'off',
            AllowUnauthenticatedIdentities: false,
          }),
        ),
      notAuthorized('Unauthenticated access is not supported for this identity pool.'),
    ],
  ])('%s are refused', async (_, change, failure) => {
    const { IdentityPoolId, unauthenticated } = await poolWithRoles();
    const IdentityId = await idOf(IdentityPoolId);
    await keysOf(IdentityId);
    await change(IdentityPoolId, unauthenticated);
    expect(await failureOf(keysOf(IdentityId))).toEqual(failure);
  });

  it('do not depend on CustomRoleArn', async () => {
    const { IdentityPoolId, authenticated, unauthenticated } = await poolWithRoles();
    const { Credentials } = await keysOf(await idOf(IdentityPoolId), undefined, authenticated);
    expect(await sessionOf(Credentials)).toBe(sessionArn(unauthenticated));
  });
});

describe('credentials for an id', () => {
  it('that is malformed are refused', async () => {
    const answer = await aws.raw('GetCredentialsForIdentity', { IdentityId: 'nobody' }, { credentials: 'none' });
    expect(errorOf(answer)).toEqual({
      code: 'ValidationException',
      message:
        "1 validation error detected: Value 'nobody' at 'identityId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
      status: 400,
    });
  });

  it('that nobody has are refused', async () => {
    const IdentityId = `${aws.region}:00000000-0000-4000-8000-000000000000`;
    expect(await failureOf(keysOf(IdentityId))).toEqual({
      code: 'ResourceNotFoundException',
      message: `Identity '${IdentityId}' not found.`,
      status: 400,
    });
  });

  it('cannot be of a role of another account, since a pool never gets one', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const foreign = 'arn:aws:iam::999999999999:role/admin';
    expect(await failureOf(setRoles(IdentityPoolId, { unauthenticated: foreign }))).toEqual(
      notAuthorized(`Access to Role '${foreign}' is forbidden.`),
    );
  });
});

describe.runIf(!isRemote)('credentials of a user', () => {
  it('are those of the role for users, also when a guest has just become one', async () => {
    const { IdentityPoolId, authenticated } = await poolWithRoles(google);
    const guest = await idOf(IdentityPoolId);
    const answer = await keysOf(guest, await googleLogin());
    expect(answer.IdentityId).toBe(guest);
    expect(await sessionOf(answer.Credentials)).toBe(sessionArn(authenticated));
    expect(await failureOf(keysOf(guest))).toEqual(notAuthorized(`Access to Identity '${guest}' is forbidden.`));
  });

  it('come under the id that a guest was merged into', async () => {
    const { IdentityPoolId } = await poolWithRoles(google);
    const user = await idOf(IdentityPoolId, await googleLogin());
    const guest = await idOf(IdentityPoolId);
    expect((await keysOf(guest, await googleLogin())).IdentityId).toBe(user);
  });

  it.each<[string, () => Promise<Logins>, string]>([
    [
      'another user’s token',
      () => googleLogin('u2'),
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    ],
    ['another app’s token', () => googleLogin('u1', { aud: 'app2' }), 'Invalid login token. Incorrect token audience.'],
    [
      'a provider that the pool does not have',
      async () => ({ 'www.amazon.com': 'x' }),
      'Token is not from a supported provider of this identity pool.',
    ],
    [
      'no token at all',
      async () => ({ 'accounts.google.com': 'x' }),
      'Invalid login token. Not a valid OpenId Connect identity token.',
    ],
  ])('are refused with %s, be the role as broken as it may', async (_, logins, message) => {
    const { IdentityPoolId } = await poolWithRoles(google);
    const IdentityId = await idOf(IdentityPoolId, await googleLogin());
    await setRoles(IdentityPoolId, {});
    expect(await failureOf(keysOf(IdentityId, await logins()))).toEqual(notAuthorized(message));
  });

  it('are refused for a role that trusts guests only, and the login stays linked', async () => {
    const { IdentityPoolId, unauthenticated } = await poolWithRoles(google);
    await setRoles(IdentityPoolId, { authenticated: unauthenticated });
    const IdentityId = await idOf(IdentityPoolId);
    expect(await failureOf(keysOf(IdentityId, await googleLogin()))).toEqual(badConfiguration);
    const { Logins } = await aws.cognito.send(new DescribeIdentityCommand({ IdentityId }));
    expect(Logins).toEqual(['accounts.google.com']);
  });

  it('are refused with a CustomRoleArn where no mapping lets the user choose, be it the role for users', async () => {
    const { IdentityPoolId, authenticated } = await poolWithRoles(google);
    const login = await googleLogin();
    const IdentityId = await idOf(IdentityPoolId, login);
    const failure = await failureOf(keysOf(IdentityId, login, authenticated));
    expect(failure).toMatchObject({ code: 'NotAuthorizedException', status: 400 });
    expect(await failureOf(keysOf(IdentityId, login, 'arn:short'))).toMatchObject({ code: 'ValidationException' });
  });
});

describe('credentials of a developer’s user', () => {
  it('are those of the role for users, whatever CustomRoleArn says', async () => {
    const { IdentityPoolId, authenticated, unauthenticated } = await poolWithRoles({ DeveloperProviderName: 'dev' });
    const input = { IdentityPoolId, Logins: { dev: 'u1' } };
    const { IdentityId = '', Token = '' } = await aws.cognito.send(
      new GetOpenIdTokenForDeveloperIdentityCommand(input),
    );
    const Logins = { 'cognito-identity.amazonaws.com': Token };
    const { Credentials } = await keysOf(IdentityId, Logins, unauthenticated);
    expect(await sessionOf(Credentials)).toBe(sessionArn(authenticated));
  });
});
