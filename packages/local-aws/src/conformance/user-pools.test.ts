import {
  CreateGroupCommand,
  type CreateGroupCommandInput,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DeleteGroupCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, isRemote, startAws } from './setup.ts';

const aws = await startAws();
const made: string[] = [];
afterAll(async () => {
  if (isRemote) {
    await Promise.allSettled(made.map((UserPoolId) => aws.idp.send(new DeleteUserPoolCommand({ UserPoolId }))));
  }
  await aws.close();
});

type Made<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };

async function createPool(
  members: Partial<CreateUserPoolCommandInput> = {},
): Promise<Made<UserPoolType, 'Id' | 'Arn'>> {
  const { UserPool } = await aws.idp.send(new CreateUserPoolCommand({ PoolName: 'lifeguard conformance', ...members }));
  const { Id = '', Arn = '' } = UserPool ?? {};
  made.push(Id);
  return { ...UserPool, Id, Arn };
}

async function describePool(UserPoolId: string): Promise<UserPoolType | undefined> {
  return (await aws.idp.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;
}

async function createClient(
  UserPoolId: string,
  members: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<Made<UserPoolClientType, 'ClientId'>> {
  const input = { UserPoolId, ClientName: 'web', ...members };
  const { UserPoolClient } = await aws.idp.send(new CreateUserPoolClientCommand(input));
  return { ...UserPoolClient, ClientId: UserPoolClient?.ClientId ?? '' };
}

async function describeClient(UserPoolId: string, ClientId: string): Promise<UserPoolClientType | undefined> {
  return (await aws.idp.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;
}

async function createGroup(UserPoolId: string, members: Partial<CreateGroupCommandInput> = {}) {
  return (await aws.idp.send(new CreateGroupCommand({ UserPoolId, GroupName: 'readers', ...members }))).Group;
}

function error(code: string, message: string) {
  return { code, message, status: 400 };
}

function poolNotFound(id: string) {
  return error('ResourceNotFoundException', `User pool ${id} does not exist.`);
}

/** Every page of a list, one after another. */
async function pages<Page extends { NextToken?: string | undefined }>(
  load: (token: { NextToken?: string }) => Promise<Page>,
): Promise<Page[]> {
  const found: Page[] = [];
  let token: string | undefined;
  do {
    const page = await load(token === undefined ? {} : { NextToken: token });
    found.push(page);
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

const role = 'arn:aws:iam::123456789012:role/whatever';
const lambda = 'arn:aws:lambda:eu-central-1:123456789012:function:hook';

describe('CreateUserPool', () => {
  it('answers id, ARN, dates and the defaults of AWS', async () => {
    const before = Date.now();
    const { CreationDate, LastModifiedDate, SchemaAttributes, ...pool } = await createPool();
    expect(pool.Id).toMatch(new RegExp(`^${aws.region}_[A-Za-z0-9]{9}$`));
    expect(pool).toEqual({
      Id: pool.Id,
      Name: 'lifeguard conformance',
      Arn: `arn:aws:cognito-idp:${aws.region}:${aws.account}:userpool/${pool.Id}`,
      Policies: {
        PasswordPolicy: {
          MinimumLength: 8,
          RequireUppercase: true,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          TemporaryPasswordValidityDays: 7,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] },
      },
      DeletionProtection: 'INACTIVE',
      LambdaConfig: {},
      VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE' },
      MfaConfiguration: 'OFF',
      EstimatedNumberOfUsers: 0,
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      UserPoolTags: {},
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
      UserPoolTier: 'ESSENTIALS',
    });
    expect(SchemaAttributes).toHaveLength(21);
    expect(LastModifiedDate).toEqual(CreationDate);
    expect(Math.abs(Number(CreationDate) - before)).toBeLessThan(60_000);
  });

  it('keeps what it was given', async () => {
    const given = {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 12,
          RequireUppercase: false,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: false,
          PasswordHistorySize: 3,
          TemporaryPasswordValidityDays: 2,
        },
        SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] },
      },
      LambdaConfig: { PreSignUp: lambda, PreTokenGenerationConfig: { LambdaVersion: 'V2_0', LambdaArn: lambda } },
      AutoVerifiedAttributes: ['email'],
      UsernameAttributes: ['email', 'phone_number'],
      SmsAuthenticationMessage: 'Your code: {####}',
      MfaConfiguration: 'OPTIONAL',
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      DeviceConfiguration: { ChallengeRequiredOnNewDevice: true, DeviceOnlyRememberedOnUserPrompt: false },
      EmailConfiguration: {
        EmailSendingAccount: 'DEVELOPER',
        From: 'a@example.com',
        ReplyToEmailAddress: 'b@example.com',
      },
      SmsConfiguration: { SnsCallerArn: role, ExternalId: 'x', SnsRegion: 'eu-central-1' },
      UserPoolTags: { team: 'orders', 'Cost centre': '' },
      UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' },
      UsernameConfiguration: { CaseSensitive: false },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Priority: 1, Name: 'verified_email' }] },
      UserPoolTier: 'PLUS',
    } satisfies Partial<CreateUserPoolCommandInput>;
    const { Id } = await createPool(given);
    expect(await describePool(Id)).toMatchObject(given);
  });

  it('answers from Describe what it answered from Create', async () => {
    const pool = await createPool({ AliasAttributes: ['preferred_username'] });
    expect(await describePool(pool.Id)).toEqual(pool);
    expect(pool.AliasAttributes).toEqual(['preferred_username']);
  });

  it('takes empty lists and structures as not given', async () => {
    const plain = await createPool();
    const pool = await createPool({ AliasAttributes: [], DeviceConfiguration: {}, VerificationMessageTemplate: {} });
    expect(Object.keys(pool)).toEqual(Object.keys(plain));
  });

  it('requires of a password only what its policy says', async () => {
    const { Policies, AdminCreateUserConfig } = await createPool({
      Policies: { PasswordPolicy: { MinimumLength: 10, TemporaryPasswordValidityDays: 3 } },
    });
    expect(Policies?.PasswordPolicy).toEqual({
      MinimumLength: 10,
      RequireUppercase: false,
      RequireLowercase: false,
      RequireNumbers: false,
      RequireSymbols: false,
      TemporaryPasswordValidityDays: 3,
    });
    expect(AdminCreateUserConfig?.UnusedAccountValidityDays).toBe(3);
  });

  it('shows the texts of the verification messages under both of their names', async () => {
    const template = await createPool({
      VerificationMessageTemplate: { EmailMessage: 'Code {####}', EmailSubject: 'Hi' },
    });
    expect(template).toMatchObject({ EmailVerificationMessage: 'Code {####}', EmailVerificationSubject: 'Hi' });
    const older = await createPool({ SmsVerificationMessage: 'Code {####}' });
    expect(older.VerificationMessageTemplate).toEqual({
      SmsMessage: 'Code {####}',
      DefaultEmailOption: 'CONFIRM_WITH_CODE',
    });
  });

  it('answers the standard attributes as changed, and custom ones with a prefix', async () => {
    const { SchemaAttributes = [] } = await createPool({
      Schema: [
        { Name: 'email', AttributeDataType: 'String', Required: true, Mutable: false },
        { Name: 'plan', AttributeDataType: 'String', StringAttributeConstraints: { MaxLength: '10' } },
        { Name: 'age', AttributeDataType: 'Number', DeveloperOnlyAttribute: true, Mutable: false },
        { Name: 'vip', AttributeDataType: 'Boolean' },
      ],
    });
    expect(SchemaAttributes).toHaveLength(24);
    expect(SchemaAttributes.find(({ Name }) => Name === 'email')).toEqual({
      Name: 'email',
      AttributeDataType: 'String',
      DeveloperOnlyAttribute: false,
      Mutable: false,
      Required: true,
      StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
    });
    expect(SchemaAttributes.slice(-3)).toEqual([
      {
        Name: 'custom:plan',
        AttributeDataType: 'String',
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
        StringAttributeConstraints: { MaxLength: '10' },
      },
      {
        Name: 'dev:custom:age',
        AttributeDataType: 'Number',
        DeveloperOnlyAttribute: true,
        Mutable: false,
        Required: false,
        NumberAttributeConstraints: {},
      },
      {
        Name: 'custom:vip',
        AttributeDataType: 'Boolean',
        DeveloperOnlyAttribute: false,
        Mutable: true,
        Required: false,
      },
    ]);
  });

  const standard =
    'You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email';
  it.each<[string, Partial<CreateUserPoolCommandInput>, string]>([
    [
      'aliases and user name attributes at once',
      { AliasAttributes: ['email'], UsernameAttributes: ['email'] },
      'Only one of the aliasAttributes or usernameAttributes can be set in a User Pool.',
    ],
    [
      'a required custom attribute',
      { Schema: [{ Name: 'plan', AttributeDataType: 'String', Required: true }] },
      'Required custom attributes are not supported currently.',
    ],
    [
      'a custom attribute without a type',
      { Schema: [{ Name: 'plan' }] },
      'Invalid AttributeDataType input, consider using the provided AttributeDataType enum.',
    ],
    ['another type for a standard attribute', { Schema: [{ Name: 'email', AttributeDataType: 'Number' }] }, standard],
    ['a standard attribute for developers', { Schema: [{ Name: 'email', DeveloperOnlyAttribute: true }] }, standard],
    ['an attribute without a name', { Schema: [{ AttributeDataType: 'String' }] }, 'Attribute name is missing.'],
    ['a reserved tag', { UserPoolTags: { 'aws:x': '1' } }, "The tag key 'aws:x' is reserved: it begins with aws:."],
  ])('refuses %s', async (_name, members, message) => {
    expect(await failureOf(createPool(members))).toEqual(error('InvalidParameterException', message));
  });
});

describe('DeleteUserPool', () => {
  it('takes clients and groups with it', async () => {
    const { Id } = await createPool();
    const { ClientId } = await createClient(Id);
    await createGroup(Id);
    await aws.idp.send(new DeleteUserPoolCommand({ UserPoolId: Id }));
    for (const gone of [
      describePool(Id),
      describeClient(Id, ClientId),
      aws.idp.send(new GetGroupCommand({ UserPoolId: Id, GroupName: 'readers' })),
      aws.idp.send(new DeleteUserPoolCommand({ UserPoolId: Id })),
    ]) {
      expect(await failureOf(gone)).toEqual(poolNotFound(Id));
    }
  });

  // Nothing could take such a pool away again in a real account.
  it.runIf(!isRemote)('refuses a protected pool', async () => {
    const { Id } = await createPool({ DeletionProtection: 'ACTIVE' });
    expect(await failureOf(aws.idp.send(new DeleteUserPoolCommand({ UserPoolId: Id })))).toEqual(
      error(
        'InvalidParameterException',
        'The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.',
      ),
    );
    expect(await describePool(Id)).toMatchObject({ DeletionProtection: 'ACTIVE' });
  });
});

describe('ListUserPools', () => {
  it('gives every pool once over its pages', async () => {
    const created = await Promise.all(
      Array.from({ length: 5 }, (_, index) => createPool({ PoolName: `page ${index}` })),
    );
    const found = (await pages((token) => aws.idp.send(new ListUserPoolsCommand({ MaxResults: 2, ...token })))).flatMap(
      ({ UserPools = [] }) => UserPools,
    );
    for (const { Id, Name, CreationDate, LastModifiedDate } of created) {
      expect(found.filter((pool) => pool.Id === Id)).toEqual([
        { Id, Name, LambdaConfig: {}, CreationDate, LastModifiedDate },
      ]);
    }
  });

  it('refuses a page token that it did not give', async () => {
    const { Id } = await createPool();
    await createGroup(Id, { GroupName: 'a' });
    await createGroup(Id, { GroupName: 'b' });
    const { NextToken: other = '' } = await aws.idp.send(new ListGroupsCommand({ UserPoolId: Id, Limit: 1 }));
    expect(other).not.toBe('');
    for (const NextToken of ['garbage', other]) {
      const failure = await failureOf(aws.idp.send(new ListUserPoolsCommand({ MaxResults: 1, NextToken })));
      expect(failure).toMatchObject({ code: 'InvalidParameterException', status: 400 });
    }
  });
});

describe('an app client', () => {
  it('has an id, no secret, and the defaults of AWS', async () => {
    const { Id } = await createPool();
    const { CreationDate, LastModifiedDate, ...client } = await createClient(Id);
    expect(client.ClientId).toMatch(/^[a-z0-9]{26}$/);
    expect(client).toEqual({
      UserPoolId: Id,
      ClientName: 'web',
      ClientId: client.ClientId,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
    expect(LastModifiedDate).toEqual(CreationDate);
    expect(CreationDate).toBeInstanceOf(Date);
  });

  it('keeps what it was given', async () => {
    const { Id } = await createPool();
    const given = {
      RefreshTokenValidity: 10,
      AccessTokenValidity: 2,
      IdTokenValidity: 3,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
      ReadAttributes: ['email', 'name'],
      WriteAttributes: ['name'],
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      SupportedIdentityProviders: ['COGNITO'],
      CallbackURLs: ['https://example.com/back', 'http://localhost:3000'],
      LogoutURLs: ['https://example.com/out'],
      DefaultRedirectURI: 'https://example.com/back',
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      AllowedOAuthFlowsUserPoolClient: true,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: false,
      AuthSessionValidity: 5,
    } satisfies Partial<CreateUserPoolClientCommandInput>;
    const client = await createClient(Id, given);
    expect(client).toMatchObject(given);
    expect(await describeClient(Id, client.ClientId)).toEqual(client);
  });

  it('has a secret where one was asked for, and it stays', async () => {
    const { Id } = await createPool();
    const { ClientId, ClientSecret } = await createClient(Id, { GenerateSecret: true });
    expect(ClientSecret).toMatch(/^[a-z0-9]{52}$/);
    expect(await describeClient(Id, ClientId)).toMatchObject({ ClientSecret });
  });

  it('has the default lifetime of refresh tokens for 0, and no empty lists', async () => {
    const { Id } = await createPool();
    const client = await createClient(Id, { RefreshTokenValidity: 0, CallbackURLs: [], LogoutURLs: [] });
    expect(client.RefreshTokenValidity).toBe(30);
    expect(client).not.toHaveProperty('CallbackURLs');
    expect(client).not.toHaveProperty('LogoutURLs');
  });

  it('is listed once over the pages, with id and name only, and not after it was deleted', async () => {
    const { Id } = await createPool();
    const created: UserPoolClientType[] = [];
    for (const ClientName of ['a', 'b', 'c', 'd', 'e']) created.push(await createClient(Id, { ClientName }));
    const expected = created.map(({ ClientId, ClientName }) => ({ ClientId, ClientName, UserPoolId: Id }));
    const found = await pages((token) =>
      aws.idp.send(new ListUserPoolClientsCommand({ UserPoolId: Id, MaxResults: 2, ...token })),
    );
    expect(found.map(({ UserPoolClients = [] }) => UserPoolClients.length)).toEqual([2, 2, 1]);
    const byName = (list: { ClientName?: string | undefined }[]) =>
      list.toSorted((one, other) => (one.ClientName ?? '').localeCompare(other.ClientName ?? ''));
    expect(byName(found.flatMap(({ UserPoolClients = [] }) => UserPoolClients))).toEqual(expected);

    const [{ ClientId = '' } = {}] = created;
    await aws.idp.send(new DeleteUserPoolClientCommand({ UserPoolId: Id, ClientId }));
    const { UserPoolClients = [], NextToken } = await aws.idp.send(new ListUserPoolClientsCommand({ UserPoolId: Id }));
    expect(byName(UserPoolClients)).toEqual(expected.slice(1));
    expect(NextToken).toBeUndefined();
    const gone = error('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`);
    expect(await failureOf(describeClient(Id, ClientId))).toEqual(gone);
    const again = aws.idp.send(new DeleteUserPoolClientCommand({ UserPoolId: Id, ClientId }));
    expect(await failureOf(again)).toEqual(gone);
  });

  it('is not found in another pool', async () => {
    const [one, other] = await Promise.all([createPool(), createPool()]);
    const { ClientId } = await createClient(one.Id);
    expect(await failureOf(describeClient(other.Id, ClientId))).toEqual(
      error('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`),
    );
  });
});

describe('a group', () => {
  it('keeps what it was given', async () => {
    const { Id } = await createPool();
    const given = { GroupName: 'écrivains/1', Description: 'They write.', RoleArn: role, Precedence: 0 };
    const group = await createGroup(Id, given);
    expect(group).toEqual({
      ...given,
      UserPoolId: Id,
      CreationDate: group?.CreationDate,
      LastModifiedDate: group?.CreationDate,
    });
    expect(group?.CreationDate).toBeInstanceOf(Date);
    const answer = await aws.idp.send(new GetGroupCommand({ UserPoolId: Id, GroupName: given.GroupName }));
    expect(answer.Group).toEqual(group);
  });

  it('leaves out what it was not given', async () => {
    const { Id } = await createPool();
    expect(Object.keys((await createGroup(Id)) ?? {}).toSorted()).toEqual([
      'CreationDate',
      'GroupName',
      'LastModifiedDate',
      'UserPoolId',
    ]);
  });

  it('has a name of its own in its pool, and another pool may use it too', async () => {
    const [one, other] = await Promise.all([createPool(), createPool()]);
    await createGroup(one.Id, { Description: 'first' });
    expect(await failureOf(createGroup(one.Id, { Description: 'second' }))).toEqual(
      error('GroupExistsException', 'A group with the name already exists.'),
    );
    await createGroup(other.Id);
    const { Group } = await aws.idp.send(new GetGroupCommand({ UserPoolId: one.Id, GroupName: 'readers' }));
    expect(Group?.Description).toBe('first');
  });

  it('is listed once over the pages, and not after it was deleted', async () => {
    const { Id } = await createPool();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const GroupName of names) await createGroup(Id, { GroupName });
    const found = await pages((token) => aws.idp.send(new ListGroupsCommand({ UserPoolId: Id, Limit: 2, ...token })));
    expect(found.map(({ Groups = [] }) => Groups.length)).toEqual([2, 2, 1]);
    expect(new Set(found.flatMap(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName)))).toEqual(
      new Set(names),
    );

    await aws.idp.send(new DeleteGroupCommand({ UserPoolId: Id, GroupName: 'a' }));
    const { Groups = [], NextToken } = await aws.idp.send(new ListGroupsCommand({ UserPoolId: Id, Limit: 0 }));
    expect(new Set(Groups.map(({ GroupName }) => GroupName))).toEqual(new Set(names.slice(1)));
    expect(NextToken).toBeUndefined();
    const gone = error('ResourceNotFoundException', 'Group not found.');
    expect(await failureOf(aws.idp.send(new GetGroupCommand({ UserPoolId: Id, GroupName: 'a' })))).toEqual(gone);
    expect(await failureOf(aws.idp.send(new DeleteGroupCommand({ UserPoolId: Id, GroupName: 'a' })))).toEqual(gone);
    await createGroup(Id, { GroupName: 'a' });
  });
});
