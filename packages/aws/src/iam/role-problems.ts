import type { IamRole } from '@lifeguard/shared/api/iam-roles';
import type { PlannedCall } from '@lifeguard/shared/aws/planned-call';
import { parsePolicy } from '@lifeguard/shared/policy/document';
import { unnamedPools } from '@lifeguard/shared/policy/unnamed-pools';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { applied } from '../client/call-results.ts';

/** What AWS says against a write of a role, on the field that it is about. */
export function refused(planned: PlannedCall, error: ProblemError, roleName: string): ProblemError {
  if (error.code === 'conflict' && error.members.awsError?.startsWith('EntityAlreadyExists') === true)
    return alreadyExists(roleName, error);
  const unnamed = error.code === 'aws_refused' ? unnamedPoolsText(planned) : undefined;
  const isPolicy = error.members.awsError?.startsWith('MalformedPolicyDocument') === true;
  if (error.code === 'aws_refused' && (isPolicy || unnamed !== undefined)) {
    const message = unnamed === undefined ? error.message : `${error.message} ${unnamed}`;
    return new ProblemError(
      'invalid_input',
      message,
      { ...error.members, fields: { AssumeRolePolicyDocument: [message] } },
      error,
    );
  }
  return error;
}

/** Why IAM refuses a trust policy that says nothing of the pool, told by the policy: AWS has published no text for it. */
function unnamedPoolsText({ operation, input }: PlannedCall): string | undefined {
  const text =
    operation === 'CreateRole'
      ? input.AssumeRolePolicyDocument
      : operation === 'UpdateAssumeRolePolicy'
        ? input.PolicyDocument
        : '';
  const parsed = parsePolicy(text, 'trust');
  const [host] = parsed.isValid ? unnamedPools(parsed.policy) : [];
  if (host === undefined) return undefined;
  return (
    `The policy lets in ${host} without a condition on ${host}:aud, so that every identity pool in the world could use the role, and IAM saves no such policy any more. ` +
    `Add StringEquals ${host}:aud with the ID of the pool. Roles that already have such a policy go on working, but their policy can't be changed without the condition.`
  );
}

export function alreadyExists(roleName: string, error?: ProblemError): ProblemError {
  return new ProblemError(
    'conflict',
    `The account has a role with the name ${roleName} already, so nothing was created or changed. ` +
      'Choose another name, or use the role that is there.',
    { ...error?.members, fields: { RoleName: ['The account has a role with this name already.'] } },
    error,
  );
}

export function creationUnclear(error: ProblemError, roleName: string): ProblemError {
  return new ProblemError(
    'outcome_unknown',
    `AWS did not confirm that the role ${roleName} was created, so it may or may not exist. ` +
      'Look for it in the list of roles before you create it again.',
    error.members,
    error,
  );
}

export function changedMeanwhile(now: IamRole, seenArn: string): ProblemError {
  const what =
    now.Arn === seenArn
      ? `Somebody changed the trust policy of the role ${now.RoleName} after you opened it`
      : `The role ${now.RoleName} is not the one that you opened: it was removed and made anew as ${now.Arn}`;
  return new ProblemError(
    'conflict',
    `${what}, so nothing was changed. Reload the role to see its trust policy, then make your change again.`,
  );
}

export function changedAfterwards(planned: PlannedCall): ProblemError {
  return new ProblemError(
    'conflict',
    'Your trust policy was written, but AWS now shows another one: somebody probably changed it right afterwards. ' +
      'Reload the role to see the present trust policy before you change it again.',
    { calls: [applied(planned, undefined)] },
  );
}

export function notShown(planned: PlannedCall): ProblemError {
  return new ProblemError(
    'conflict',
    'Your trust policy was written, and AWS has confirmed that, but it does not show it yet. ' +
      'Reload the role in a few seconds: if it still has the earlier trust policy then, somebody has put that back.',
    { calls: [applied(planned, undefined)] },
  );
}

export function roleLocked(roleName: string, error: ProblemError): ProblemError {
  return new ProblemError(
    'locked',
    `Another request of this console is changing the role ${roleName} right now. Your change was not made. Try again in a few seconds.`,
    error.members,
    error,
  );
}
