import { parsePolicy } from '@lifeguard/shared/policy/document';
import { evaluatePolicies } from '@lifeguard/shared/policy/trust';

import type { Caller } from '../auth/account.ts';
import { authorize, callerContext, roleOf } from '../auth/authorization.ts';
import { resourceTags } from '../auth/permission.ts';
import { readPolicies } from '../iam/policies.ts';
import type { StoredRole } from '../iam/shapes.ts';
import { tagsOf } from '../iam/tags.ts';
import { AwsError } from '../protocol/errors.ts';
import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import type { Value } from '../protocol/shape.ts';
import { newSession } from './session.ts';
import { durationOf, sessionAnswer, sessionPoliciesOf } from './session-request.ts';
import { duplicateTagKeys, hasDuplicateKeys } from './session-tags.ts';
import { assumeRoleInput } from './shapes.ts';

/**
 * A session of a role whose trust policy names the caller. Here the account's root may assume roles too, as it is the only signer with long-lived keys.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const assumeRole = defineOperation({
  auth: 'signed',
  // Trust policy and the caller's own policies decide together, below.
  permission: () => undefined,
  input: assumeRoleInput,
  run(context, input) {
    const { store, clock, caller } = context;
    const tags = input.Tags ?? [];
    if (hasDuplicateKeys(tags.map(({ Key }) => Key))) throw duplicateTagKeys();
    const sessionPolicies = sessionPoliciesOf(input);
    const role = store.iamRoles.findArn(input.RoleArn);
    const sourceIdentity = sourceIdentityOf(caller, input);
    const conditions = new Map<string, readonly string[]>([
      ...(role === undefined ? [] : resourceTags(tagsOf(role))),
      ['sts:rolesessionname', [input.RoleSessionName]],
      ['sts:externalid', input.ExternalId === undefined ? [] : [input.ExternalId]],
      ['sts:sourceidentity', sourceIdentity === undefined ? [] : [sourceIdentity]],
      ['aws:tagkeys', tags.map(({ Key }) => Key)],
      ...tags.map(({ Key, Value }): [string, string[]] => [`aws:requesttag/${Key.toLowerCase()}`, [Value]]),
    ]);
    const actions = [
      'sts:AssumeRole',
      ...(tags.length === 0 ? [] : ['sts:TagSession']),
      ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
    ];
    for (const action of actions) {
      if (role === undefined || caller === undefined || !isAllowed(context, caller, role, action, conditions)) {
        const message = `User: ${caller?.arn} is not authorized to perform: ${action} on resource: ${input.RoleArn}`;
        throw new AwsError('AccessDenied', message, 403);
      }
    }
    if (role === undefined) return undefined;
    const nowMs = clock.now();
    const seconds = durationOf(input.DurationSeconds, role, caller?.kind === 'session');
    const session = newSession({
      expiresMs: (Math.floor(nowMs / 1000) + seconds) * 1000,
      issuedMs: nowMs,
      roleArn: role.Arn,
      roleId: role.RoleId,
      sessionName: input.RoleSessionName,
      ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
      principalTags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
      ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
    });
    store.sessions.insert(session, nowMs);
    return sessionAnswer(session);
  },
});

/**
 * Of a chain of roles the first one that was set stays: another is refused.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
function sourceIdentityOf(caller: Caller | undefined, input: Value<typeof assumeRoleInput>): string | undefined {
  const inherited = caller?.kind === 'session' ? caller.session.sourceIdentity : undefined;
  if (inherited !== undefined && input.SourceIdentity !== undefined && input.SourceIdentity !== inherited) {
    const message = `User: ${caller?.arn} is not authorized to perform: sts:SetSourceIdentity on resource: ${input.RoleArn}`;
    throw new AwsError('AccessDenied', message, 403);
  }
  return inherited ?? input.SourceIdentity;
}

/**
 * A trust policy that names the caller's role or session is enough; one that names the account leaves it to the caller's own policies. Only one
 * that names the session goes beyond what the session policies allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-single-account.html
 */
function isAllowed(
  context: OperationContext,
  caller: Caller,
  role: StoredRole,
  action: string,
  conditions: ReadonlyMap<string, readonly string[]>,
): boolean {
  const parsed = parsePolicy(role.AssumeRolePolicyDocument, 'trust');
  if (!parsed.isValid) return false;
  const request = { action, context: callerContext(context, caller, conditions) };
  const trusts = (ids: readonly string[]): boolean =>
    evaluatePolicies([parsed.policy], { ...request, principal: { type: 'AWS', ids } }).decision === 'allow';
  const callersRole = caller.kind === 'session' ? roleOf(context.store, caller)?.Arn : undefined;
  const own = callersRole === undefined ? [caller.arn] : [caller.arn, callersRole];
  if (!trusts([...own, context.account])) return false;
  const refusal = authorize(context, caller, action, () => ({ resource: role.Arn, conditions }));
  if (refusal === undefined) return true;
  if (refusal.isExplicit || !trusts(own)) return false;
  // Nobody's ids are named by `*` only, which names no session.
  const isSessionNamed = trusts([caller.arn]) && !trusts([]);
  if (isSessionNamed || caller.kind === 'root' || caller.session.sessionPolicies === undefined) return true;
  const policies = readPolicies(caller.session.sessionPolicies);
  return evaluatePolicies(policies, { ...request, resource: role.Arn }).decision === 'allow';
}
