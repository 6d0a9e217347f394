import type { OperationContext } from '../dispatch/operation.ts';
import type { StoredUserPool } from './store/user-pools.ts';
import { userPoolArn } from './arn.ts';
import { unchangedSince } from './dates.ts';
import { userPoolNotFound } from './errors.ts';
import { givenOnly } from './given.ts';
import { schemaAttributes } from './schema-attributes.ts';
import type { UserPool, UserPoolInput } from './user-pool-shapes.ts';

/** The pool of that id, or ResourceNotFoundException; a pool of another region does not exist here. */
export function findUserPool({ region, store }: OperationContext, id: string): StoredUserPool {
  const pool = id.startsWith(`${region}_`) ? store.userPools.find(id) : undefined;
  if (pool === undefined) throw userPoolNotFound(id);
  return pool;
}

/** A pool as Create and Describe answer it. */
export function userPoolAnswer(account: string, { id, pool }: Pick<StoredUserPool, 'id' | 'pool'>): object {
  const { PoolName, Schema, CreationDate, ...members } = pool;
  return {
    Id: id,
    Name: PoolName,
    LambdaConfig: {},
    ...members,
    SchemaAttributes: schemaAttributes(Schema ?? []),
    Arn: userPoolArn(account, id),
    EstimatedNumberOfUsers: 0,
    ...unchangedSince(CreationDate),
  };
}

/** A pool as a list shows it. */
export function userPoolSummary({ id, pool }: StoredUserPool): object {
  return { Id: id, Name: pool.PoolName, LambdaConfig: pool.LambdaConfig ?? {}, ...unchangedSince(pool.CreationDate) };
}

/** The pool that an input makes, with the defaults of what it leaves out. */
export function newUserPool(input: UserPoolInput, now: number): UserPool {
  const { PasswordPolicy, SignInPolicy } = input.Policies ?? {};
  const { UnusedAccountValidityDays, ...adminCreateUser } = input.AdminCreateUserConfig ?? {};
  // The password policy's number has taken the place of the other one, which still shows the same.
  const temporaryDays = PasswordPolicy?.TemporaryPasswordValidityDays ?? UnusedAccountValidityDays ?? 7;
  const isStrict = PasswordPolicy === undefined;
  return {
    MfaConfiguration: 'OFF',
    UserPoolTier: 'ESSENTIALS',
    ...givenOnly<UserPoolInput>({ ...input, ...verificationMessages(input) }),
    PoolName: input.PoolName,
    DeletionProtection: input.DeletionProtection ?? 'INACTIVE',
    UserPoolTags: input.UserPoolTags ?? {},
    Policies: {
      PasswordPolicy: {
        MinimumLength: 8,
        RequireUppercase: isStrict,
        RequireLowercase: isStrict,
        RequireNumbers: isStrict,
        RequireSymbols: isStrict,
        ...PasswordPolicy,
        TemporaryPasswordValidityDays: temporaryDays,
      },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'], ...SignInPolicy },
    },
    EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT', ...input.EmailConfiguration },
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      ...adminCreateUser,
      UnusedAccountValidityDays: temporaryDays,
    },
    CreationDate: now,
  };
}

/** The older members and those of the template are two names of the same texts. */
function verificationMessages(input: UserPoolInput) {
  const template = input.VerificationMessageTemplate ?? {};
  const SmsMessage = template.SmsMessage ?? input.SmsVerificationMessage;
  const EmailMessage = template.EmailMessage ?? input.EmailVerificationMessage;
  const EmailSubject = template.EmailSubject ?? input.EmailVerificationSubject;
  return {
    SmsVerificationMessage: SmsMessage,
    EmailVerificationMessage: EmailMessage,
    EmailVerificationSubject: EmailSubject,
    VerificationMessageTemplate: {
      DefaultEmailOption: 'CONFIRM_WITH_CODE' as const,
      ...template,
      ...givenOnly<typeof template>({ SmsMessage, EmailMessage, EmailSubject }),
    },
  };
}
