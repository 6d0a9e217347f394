import { parsePolicy } from '@lifeguard/shared/policy/document';

import type { Session } from '../auth/account.ts';
import type { StoredRole } from '../iam/shapes.ts';
import { AwsError } from '../protocol/errors.ts';
import { sessionArn } from './session.ts';

const defaultSeconds = 3600;

/** How long the session lasts. A role that was assumed by another role's session is given for an hour at most. */
export function durationOf(
  asked: number | undefined,
  role: Pick<StoredRole, 'MaxSessionDuration'>,
  isChained = false,
): number {
  const seconds = asked ?? defaultSeconds;
  if (isChained && seconds > defaultSeconds) {
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  }
  if (seconds > role.MaxSessionDuration) {
    throw invalid('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  return seconds;
}

/** The session policy of a request. Managed policies can't be session policies here, so none can be named. */
export function sessionPoliciesOf(input: {
  readonly Policy?: string;
  readonly PolicyArns?: readonly { readonly arn?: string }[];
}): readonly string[] | undefined {
  const [managed] = input.PolicyArns ?? [];
  if (managed !== undefined) {
    throw new AwsError(
      'NoSuchEntity',
      `Policy ${managed.arn} does not exist: the local AWS takes no managed policies for sessions.`,
      404,
    );
  }
  if (input.Policy === undefined) return undefined;
  const parsed = parsePolicy(input.Policy, 'identity');
  if (!parsed.isValid) throw new AwsError('MalformedPolicyDocument', parsed.message);
  return [input.Policy];
}

/** `Credentials` and `AssumedRoleUser` of an answer. */
export function sessionAnswer(session: Session): object {
  return {
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: new Date(session.expiresMs).toISOString().replace('.000Z', 'Z'),
    },
    AssumedRoleUser: {
      AssumedRoleId: `${session.roleId}:${session.sessionName}`,
      Arn: sessionArn(session.roleArn, session.sessionName),
    },
    ...(session.sourceIdentity === undefined ? {} : { SourceIdentity: session.sourceIdentity }),
  };
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
