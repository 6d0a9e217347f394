import { evaluatePoolTrust } from '@lifeguard/shared/policy/trust';

import type { Session } from '../auth/account.ts';
import type { OpenIdToken } from '../cognito-identity/tokens/open-id-token.ts';
import { type AuthorizationContext, requestKeys } from '../auth/authorization.ts';
import { resourceTags } from '../auth/permission.ts';
import type { StoredRole } from '../iam/shapes.ts';
import { tagsOf } from '../iam/tags.ts';
import { newSession } from './session.ts';
import { hasDuplicateKeys } from './session-tags.ts';

/** Of all keys and values together. https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html */
const maxTagBytes = 460;

/** What a session of a pool's user should be. */
export interface PoolSession {
  readonly sessionName: string;
  /** In seconds. Asked once the role is known to trust the user: nobody else learns how long its sessions may last. */
  readonly durationOf: (role: StoredRole) => number;
  readonly sessionPolicies?: readonly string[];
}

export type PoolRole =
  | { readonly isAssumed: true; readonly role: StoredRole; readonly session: Session }
  | { readonly isAssumed: false; readonly reason: 'no-such-role' | 'not-trusted' | 'duplicate-tags' }
  | { readonly isAssumed: false; readonly reason: 'tags-too-large'; readonly percent: number };

/**
 * Assumes a role with a pool's token, if the role's trust policy lets this user have it, and remembers the session.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export function assumePoolRole(
  context: Pick<AuthorizationContext, 'store' | 'clock' | 'region'>,
  roleArn: string,
  token: OpenIdToken,
  wanted: PoolSession,
): PoolRole {
  const { store, clock } = context;
  const { sessionName, durationOf, sessionPolicies } = wanted;
  const role = store.iamRoles.findArn(roleArn);
  if (role === undefined) return { isAssumed: false, reason: 'no-such-role' };
  const { identityId, poolId, amr, principalTags } = token;
  const conditions = new Map<string, readonly string[]>([
    ...requestKeys(context),
    ...resourceTags(tagsOf(role)),
    ['sts:rolesessionname', [sessionName]],
  ]);
  const user = { poolId, amr, identityId, principalTags, conditions };
  const trust = evaluatePoolTrust(role.AssumeRolePolicyDocument, user);
  if (trust.decision !== 'allow') return { isAssumed: false, reason: 'not-trusted' };
  // Rounded up: what does not fit takes more than all of the space.
  const percent = Math.ceil((Buffer.byteLength(Object.entries(principalTags).flat().join('')) / maxTagBytes) * 100);
  if (percent > 100) return { isAssumed: false, reason: 'tags-too-large', percent };
  if (hasDuplicateKeys(Object.keys(principalTags))) return { isAssumed: false, reason: 'duplicate-tags' };
  const nowMs = clock.now();
  const session = newSession({
    // Whole seconds, as clients print them.
    expiresMs: (Math.floor(nowMs / 1000) + durationOf(role)) * 1000,
    issuedMs: nowMs,
    roleArn,
    roleId: role.RoleId,
    sessionName,
    principalTags,
    webIdentity: { aud: poolId, sub: identityId, amr },
    ...(sessionPolicies === undefined ? {} : { sessionPolicies }),
  });
  store.sessions.insert(session, nowMs);
  return { isAssumed: true, role, session };
}
