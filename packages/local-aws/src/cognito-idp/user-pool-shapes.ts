// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
import { boolean, integer, list, string, structure, type Value } from '../protocol/shape.ts';
import { arn, displayName, freeText, listOf, storedDate, tags } from './shapes.ts';

// The patterns of message texts and of e-mail addresses are left out: they have two open repetitions over the same
// characters, so that a hostile text of a megabyte would hold this process up for minutes.
const smsMessage = string({ min: 6, max: 140 });
const emailMessage = string({ min: 6, max: 20000 });
const emailSubject = string({ min: 1, max: 140, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+' });
const emailAddress = string({});

const days = integer({ min: 0, max: 365 });

const policies = structure(
  {
    PasswordPolicy: structure(
      {
        MinimumLength: integer({ min: 6, max: 99 }),
        RequireUppercase: boolean,
        RequireLowercase: boolean,
        RequireNumbers: boolean,
        RequireSymbols: boolean,
        PasswordHistorySize: integer({ min: 0, max: 24 }),
        TemporaryPasswordValidityDays: days,
      },
      [],
    ),
    SignInPolicy: structure(
      {
        AllowedFirstAuthFactors: list(string({ enum: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] }), {
          min: 1,
          max: 4,
        }),
      },
      [],
    ),
  },
  [],
);

function versionedLambda<const T extends string>(...versions: readonly T[]) {
  return structure({ LambdaVersion: string({ enum: versions }), LambdaArn: arn }, ['LambdaVersion', 'LambdaArn']);
}

const lambdaConfig = structure(
  {
    PreSignUp: arn,
    CustomMessage: arn,
    PostConfirmation: arn,
    PreAuthentication: arn,
    PostAuthentication: arn,
    DefineAuthChallenge: arn,
    CreateAuthChallenge: arn,
    VerifyAuthChallengeResponse: arn,
    PreTokenGeneration: arn,
    UserMigration: arn,
    PreTokenGenerationConfig: versionedLambda('V1_0', 'V2_0', 'V3_0'),
    CustomSMSSender: versionedLambda('V1_0'),
    CustomEmailSender: versionedLambda('V1_0'),
    KMSKeyID: arn,
    InboundFederation: versionedLambda('V1_0'),
  },
  [],
);

const schemaAttribute = structure(
  {
    Name: string({ min: 1, max: 20, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' }),
    AttributeDataType: string({ enum: ['String', 'Number', 'DateTime', 'Boolean'] }),
    DeveloperOnlyAttribute: boolean,
    Mutable: boolean,
    Required: boolean,
    NumberAttributeConstraints: structure({ MinValue: freeText, MaxValue: freeText }, []),
    StringAttributeConstraints: structure({ MinLength: freeText, MaxLength: freeText }, []),
  },
  [],
);
export type SchemaAttribute = Value<typeof schemaAttribute>;

const recoveryOption = structure(
  {
    Priority: integer({ min: 1, max: 2 }),
    Name: string({ enum: ['verified_email', 'verified_phone_number', 'admin_only'] }),
  },
  ['Priority', 'Name'],
);

const settings = {
  PoolName: displayName,
  Policies: policies,
  DeletionProtection: string({ enum: ['ACTIVE', 'INACTIVE'] }),
  LambdaConfig: lambdaConfig,
  AutoVerifiedAttributes: listOf('phone_number', 'email'),
  AliasAttributes: listOf('phone_number', 'email', 'preferred_username'),
  UsernameAttributes: listOf('phone_number', 'email'),
  SmsVerificationMessage: smsMessage,
  EmailVerificationMessage: emailMessage,
  EmailVerificationSubject: emailSubject,
  VerificationMessageTemplate: structure(
    {
      SmsMessage: smsMessage,
      EmailMessage: emailMessage,
      EmailSubject: emailSubject,
      EmailMessageByLink: emailMessage,
      EmailSubjectByLink: emailSubject,
      DefaultEmailOption: string({ enum: ['CONFIRM_WITH_LINK', 'CONFIRM_WITH_CODE'] }),
    },
    [],
  ),
  SmsAuthenticationMessage: smsMessage,
  MfaConfiguration: string({ enum: ['OFF', 'ON', 'OPTIONAL'] }),
  UserAttributeUpdateSettings: structure(
    { AttributesRequireVerificationBeforeUpdate: listOf('phone_number', 'email') },
    [],
  ),
  DeviceConfiguration: structure(
    { ChallengeRequiredOnNewDevice: boolean, DeviceOnlyRememberedOnUserPrompt: boolean },
    [],
  ),
  EmailConfiguration: structure(
    {
      SourceArn: arn,
      ReplyToEmailAddress: emailAddress,
      EmailSendingAccount: string({ enum: ['COGNITO_DEFAULT', 'DEVELOPER'] }),
      From: freeText,
      ConfigurationSet: string({ min: 1, max: 64, pattern: '^[a-zA-Z0-9_-]+$' }),
    },
    [],
  ),
  SmsConfiguration: structure({ SnsCallerArn: arn, ExternalId: freeText, SnsRegion: string({ min: 5, max: 32 }) }, [
    'SnsCallerArn',
  ]),
  UserPoolTags: tags,
  AdminCreateUserConfig: structure(
    {
      AllowAdminCreateUserOnly: boolean,
      UnusedAccountValidityDays: days,
      InviteMessageTemplate: structure(
        { SMSMessage: smsMessage, EmailMessage: emailMessage, EmailSubject: emailSubject },
        [],
      ),
    },
    [],
  ),
  Schema: list(schemaAttribute, { min: 1, max: 50 }),
  UserPoolAddOns: structure(
    {
      AdvancedSecurityMode: string({ enum: ['OFF', 'AUDIT', 'ENFORCED'] }),
      AdvancedSecurityAdditionalFlows: structure({ CustomAuthMode: string({ enum: ['AUDIT', 'ENFORCED'] }) }, []),
    },
    ['AdvancedSecurityMode'],
  ),
  UsernameConfiguration: structure({ CaseSensitive: boolean }, ['CaseSensitive']),
  AccountRecoverySetting: structure({ RecoveryMechanisms: list(recoveryOption, { min: 1, max: 2 }) }, []),
  UserPoolTier: string({ enum: ['LITE', 'ESSENTIALS', 'PLUS'] }),
};

export const createUserPoolInput = structure(settings, ['PoolName']);
export type UserPoolInput = Value<typeof createUserPoolInput>;

/** A user pool as it is stored: defaults are filled in. */
export const userPoolShape = structure({ ...settings, CreationDate: storedDate }, [
  'PoolName',
  'DeletionProtection',
  'UserPoolTags',
  'CreationDate',
]);
export type UserPool = Value<typeof userPoolShape>;
