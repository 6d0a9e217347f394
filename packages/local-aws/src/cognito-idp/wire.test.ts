import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, type RawOptions, startAws } from '../conformance/support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

/** Sends a body that no SDK would. */
function raw(operation: string, body: unknown, options: RawOptions = {}) {
  return aws.raw(operation, body, {
    target: `AWSCognitoIdentityProviderService.${operation}`,
    service: 'cognito-idp',
    ...options,
  });
}

async function answer<T>(operation: string, body: unknown): Promise<T> {
  return JSON.parse((await raw(operation, body)).text) as T;
}

async function createPool(): Promise<string> {
  return (await answer<{ UserPool: { Id: string } }>('CreateUserPool', { PoolName: 'p' })).UserPool.Id;
}

async function failure(operation: string, body: unknown, options: RawOptions = {}) {
  return errorOf(await raw(operation, body, options));
}

function error(code: string, message: string) {
  return { code, message, status: 400 };
}

function poolNotFound(id: string) {
  return error('ResourceNotFoundException', `User pool ${id} does not exist.`);
}

const poolOperations: readonly [string, object][] = [
  ['DescribeUserPool', {}],
  ['GetUserPoolMfaConfig', {}],
  ['DeleteUserPool', {}],
  ['CreateUserPoolClient', { ClientName: 'web' }],
  ['DescribeUserPoolClient', { ClientId: 'abc' }],
  ['ListUserPoolClients', {}],
  ['DeleteUserPoolClient', { ClientId: 'abc' }],
  ['CreateGroup', { GroupName: 'readers' }],
  ['GetGroup', { GroupName: 'readers' }],
  ['ListGroups', {}],
  ['DeleteGroup', { GroupName: 'readers' }],
];

describe('cognito-idp over the wire', () => {
  it.each(poolOperations)('%s does not find a pool that does not exist', async (operation, members) => {
    const UserPoolId = `${aws.region}_nosuch000`;
    expect(await failure(operation, { UserPoolId, ...members })).toEqual(poolNotFound(UserPoolId));
  });

  it.each(poolOperations)('%s does not find a pool of another region', async (operation, members) => {
    const Id = await createPool();
    const body = { UserPoolId: Id, ...members };
    expect(await failure(operation, body, { region: 'us-west-2' })).toEqual(poolNotFound(Id));
    expect((await raw('DescribeUserPool', { UserPoolId: Id })).status).toBe(200);
  });

  it('lists the pools of its region only', async () => {
    const region = 'us-gov-west-1';
    const created = await raw('CreateUserPool', { PoolName: 'there' }, { region });
    const { UserPool } = JSON.parse(created.text) as { UserPool: { Id: string; Arn: string } };
    expect(UserPool.Arn).toBe(`arn:aws-us-gov:cognito-idp:${region}:${aws.account}:userpool/${UserPool.Id}`);
    const list = JSON.parse((await raw('ListUserPools', { MaxResults: 60 }, { region })).text) as {
      UserPools: object[];
    };
    expect(list.UserPools).toMatchObject([{ Id: UserPool.Id }]);
    const here = await answer<{ UserPools: { Id: string }[] }>('ListUserPools', { MaxResults: 60 });
    expect(here.UserPools.map(({ Id }) => Id)).not.toContain(UserPool.Id);
  });

  it('ignores members that it does not know, and takes null as not given', async () => {
    const input = { PoolName: 'p', UserPoolTags: null, Colour: 'red', Id: 'us-east-1_abc' };
    const { UserPool } = await answer<{ UserPool: { Id: string } }>('CreateUserPool', input);
    expect(UserPool).toMatchObject({ UserPoolTags: {} });
    expect(UserPool).not.toHaveProperty('Colour');
    expect(UserPool.Id).not.toBe('us-east-1_abc');
  });

  it('answers a deletion with an empty body', async () => {
    const Id = await createPool();
    expect(await raw('DeleteUserPool', { UserPoolId: Id })).toMatchObject({ status: 200, text: '' });
  });

  it('has dates as seconds', async () => {
    const { UserPool } = await answer<{ UserPool: { CreationDate: number } }>('CreateUserPool', { PoolName: 'p' });
    expect(Math.abs(UserPool.CreationDate - Date.now() / 1000)).toBeLessThan(60);
  });

  it.each([['CreateUserPool', { PoolName: 'p' }], ['ListUserPools', { MaxResults: 1 }], ...poolOperations] as const)(
    '%s must be signed',
    async (operation, members) => {
      expect(await failure(operation, members, { credentials: 'none' })).toEqual(
        error('MissingAuthenticationTokenException', 'Missing Authentication Token'),
      );
    },
  );

  it('is not signed for cognito-identity', async () => {
    const refused = await failure('ListUserPools', { MaxResults: 1 }, { service: 'cognito-identity' });
    expect(refused.code).toBe('InvalidSignatureException');
  });

  const nothing = (path: string) => `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
  it.each<[string, object, string[]]>([
    ['CreateUserPool', {}, [nothing('poolName')]],
    ['DescribeUserPool', {}, [nothing('userPoolId')]],
    ['DeleteUserPool', {}, [nothing('userPoolId')]],
    ['ListUserPools', {}, [nothing('maxResults')]],
    ['CreateUserPoolClient', {}, [nothing('userPoolId'), nothing('clientName')]],
    ['DescribeUserPoolClient', {}, [nothing('userPoolId'), nothing('clientId')]],
    ['DeleteUserPoolClient', {}, [nothing('userPoolId'), nothing('clientId')]],
    ['ListUserPoolClients', {}, [nothing('userPoolId')]],
    ['GetGroup', {}, [nothing('groupName'), nothing('userPoolId')]],
    ['DeleteGroup', {}, [nothing('groupName'), nothing('userPoolId')]],
    ['CreateGroup', {}, [nothing('groupName'), nothing('userPoolId')]],
    ['ListGroups', {}, [nothing('userPoolId')]],
    [
      'ListUserPools',
      { MaxResults: 61 },
      ["Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60"],
    ],
    [
      'ListUserPools',
      { MaxResults: 0 },
      ["Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1"],
    ],
    [
      'ListGroups',
      { UserPoolId: 'a_b', Limit: 61 },
      ["Value '61' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 60"],
    ],
    [
      'DescribeUserPool',
      { UserPoolId: 'no pool' },
      [
        "Value 'no pool' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+",
      ],
    ],
    [
      'CreateUserPool',
      { PoolName: 'p', AliasAttributes: ['name'] },
      [
        "Value '[name]' at 'aliasAttributes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [phone_number, email, preferred_username]]",
      ],
    ],
    [
      'CreateUserPool',
      { PoolName: 'p', Policies: { PasswordPolicy: { MinimumLength: 5 } } },
      [
        "Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6",
      ],
    ],
    [
      'CreateGroup',
      { GroupName: 'g', UserPoolId: 'a_b', Precedence: -1 },
      ["Value '-1' at 'precedence' failed to satisfy constraint: Member must have value greater than or equal to 0"],
    ],
  ])('%s refuses %j', async (operation, body, failures) => {
    const noun = failures.length === 1 ? 'error' : 'errors';
    expect(await failure(operation, body)).toEqual(
      error('InvalidParameterException', `${failures.length} validation ${noun} detected: ${failures.join('; ')}`),
    );
  });

  it('refuses wrong JSON types', async () => {
    expect((await failure('CreateUserPool', { PoolName: 1 })).code).toBe('SerializationException');
  });

  it('takes 1,000 pools in a region and no more', async () => {
    const region = 'ap-south-1';
    for (let count = 0; count < 1000; count += 100) {
      await Promise.all(Array.from({ length: 100 }, () => raw('CreateUserPool', { PoolName: 'p' }, { region })));
    }
    expect((await failure('CreateUserPool', { PoolName: 'p' }, { region })).code).toBe('LimitExceededException');
    expect((await raw('CreateUserPool', { PoolName: 'p' }, { region: 'ap-south-2' })).status).toBe(200);
  });
});
