import { identityKeys, isIdentityHost } from '@lifeguard/shared/aws/regions';
import { evaluatePolicies, type PolicyDecision, type PolicyRequest } from '@lifeguard/shared/policy/trust';

import type { Caller, SessionCaller } from './account.ts';
import type { Clock } from '../clock.ts';
import { managedPolicyDocument } from '../iam/managed-policies.ts';
import { readPolicies } from '../iam/policies.ts';
import type { StoredRole } from '../iam/shapes.ts';
import type { Permission } from './permission.ts';
import { AwsError } from '../protocol/errors.ts';
import type { Store } from '../store.ts';

export interface AuthorizationContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
}

/**
 * Whether the caller may do `action` ("iam:PassRole"): root always may, a session what the policies of its role allow and its session
 * policies do not take away. Answers undefined, or why not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(
  context: AuthorizationContext,
  caller: Caller,
  action: string,
  permissionOf: () => Permission | undefined,
): Refusal | undefined {
  if (caller.kind === 'root') return undefined;
  const permission = permissionOf();
  if (permission === undefined) return undefined;
  const { resource } = permission;
  const request = { action, resource, context: callerContext(context, caller, permission.conditions) };
  const { sessionPolicies } = caller.session;
  const message = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  const byRole = evaluatePolicies(readPolicies(rolePolicies(context.store, caller)), request);
  const bySession = sessionPolicies && evaluatePolicies(readPolicies(sessionPolicies), request);
  if (byRole.decision === 'explicit-deny') {
    return { isExplicit: true, message: `${message} with an explicit deny in an identity-based policy` };
  }
  if (bySession?.decision === 'explicit-deny') {
    return { isExplicit: true, message: `${message} with an explicit deny in a session policy` };
  }
  if (!isAllowed(byRole)) return { isExplicit: false, message };
  if (bySession === undefined || isAllowed(bySession)) return undefined;
  return { isExplicit: false, message: `${message} because no session policy allows the ${action} action` };
}

function rolePolicies(store: Store, caller: SessionCaller): readonly string[] {
  const role = roleOf(store, caller);
  if (role === undefined) return [];
  const managed = (role.AttachedPolicies ?? []).flatMap((arn) => managedPolicyDocument(arn) ?? []);
  return [...store.iamRoles.policiesOfArn(role.Arn), ...managed];
}

/** The role that was assumed, if it is still there; not another that was made under its name later. */
export function roleOf({ iamRoles }: Store, { session }: SessionCaller): StoredRole | undefined {
  const role = iamRoles.findArn(session.roleArn);
  return role?.RoleId === session.roleId ? role : undefined;
}

/** Why a caller may not do something. */
export interface Refusal {
  /** A policy denies it, instead of none allowing it. */
  readonly isExplicit: boolean;
  /** AWS's sentence. */
  readonly message: string;
}

/** The observed answer of the JSON services to a refusal: unlike every other error it has a capital `Message`. */
export function accessDenied({ message }: Refusal): AwsError {
  return new AwsError('AccessDeniedException', message, 400, 'Message');
}

function isAllowed({ decision }: PolicyDecision): boolean {
  return decision === 'allow';
}

const knownKeys = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:multifactorauthpresent',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:requestedregion',
  'aws:securetransport',
  'aws:sourceidentity',
  'aws:tagkeys',
  'aws:userid',
  'aws:username',
  'cognito-identity:identitypoolarn',
  'iam:passedtoservice',
]);
const knownPrefixes = ['aws:principaltag/', 'aws:requesttag/', 'aws:resourcetag/'];

/** The keys that sessions of pools have, whatever the region calls its pools. */
function isIdentityKey(key: string): boolean {
  const [host = '', member] = key.split(':');
  return ['amr', 'aud', 'sub'].includes(member ?? '') && isIdentityHost(host);
}

/** The global keys of every request, whoever makes it. */
export function requestKeys({
  clock,
  region,
}: Pick<AuthorizationContext, 'clock' | 'region'>): [string, readonly string[]][] {
  const now = clock.now();
  return [
    ['aws:currenttime', [new Date(now).toISOString()]],
    ['aws:epochtime', [String(Math.floor(now / 1000))]],
    ['aws:requestedregion', [region]],
    ['aws:securetransport', ['false']],
  ];
}

/** What policies can ask about a caller and its request: the global keys and those of this request. */
export function callerContext(
  context: AuthorizationContext,
  caller: Caller,
  conditions: Permission['conditions'] = new Map(),
): PolicyRequest['context'] {
  const values = new Map<string, readonly string[]>([
    ...requestKeys(context),
    ['aws:principalaccount', [context.account]],
    ['aws:userid', [caller.userId]],
    // Of a session it is the role's ARN. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    ['aws:principalarn', [caller.kind === 'session' ? caller.session.roleArn : caller.arn]],
    ...(caller.kind === 'session' ? sessionKeys(context.store, caller) : []),
    ...conditions,
  ]);
  return {
    values,
    isKnown: (key) =>
      values.has(key) ||
      knownKeys.has(key) ||
      isIdentityKey(key) ||
      knownPrefixes.some((prefix) => key.startsWith(prefix)),
  };
}

/** The tags of the role are tags of the principal too, where the session has none of that key. */
function sessionKeys(store: Store, caller: SessionCaller): [string, readonly string[]][] {
  const { webIdentity, principalTags, sourceIdentity } = caller.session;
  const ofRole = (roleOf(store, caller)?.Tags ?? []).map(({ Key, Value }) => [Key, Value] as const);
  const tags = [...ofRole, ...Object.entries(principalTags)].map(([key, value]): [string, readonly string[]] => [
    `aws:principaltag/${key.toLowerCase()}`,
    [value],
  ]);
  const named: typeof tags = sourceIdentity === undefined ? tags : [...tags, ['aws:sourceidentity', [sourceIdentity]]];
  if (webIdentity === undefined) return named;
  const keys = identityKeys(webIdentity.aud);
  return [...named, [keys.aud, [webIdentity.aud]], [keys.sub, [webIdentity.sub]], [keys.amr, webIdentity.amr]];
}
