import {
  type CreateUserPoolCommandInput,
  DeleteUserPoolCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { failureOf, isRemote } from '../support/setup.ts';
import { error, pages, poolNotFound, startUserPools } from '../support/user-pools.ts';

const { aws, createPool, describePool, createClient, describeClient, createGroup } = await startUserPools();

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
