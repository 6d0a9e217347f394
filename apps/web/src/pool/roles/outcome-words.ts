import type { RoleRefusal } from '@lifeguard/shared/roles/resolution';
import type { Obstacle } from '@lifeguard/shared/roles/simulation';

/** Why the mappings and roles of a pool give a user no role. */
export function refusalText(refusal: RoleRefusal): string {
  switch (refusal) {
    case 'no-role':
      return 'Gets no credentials: the pool has no role for this user.';
    case 'ambiguous':
      return 'Gets no credentials: no role was found, and the mapping then refuses.';
    case 'custom-role-not-allowed':
      return 'Gets no credentials: the role that the app asks for is none that this user may choose.';
  }
}

/** Why AWS gives no credentials although a role is chosen; `role` is its name. */
export function obstacleText(obstacle: Obstacle, role: string): string {
  switch (obstacle) {
    case 'guests-refused':
      return 'Gets no identity: guest access is off.';
    case 'no-developer-provider':
      return 'Gets no identity: the pool has no developer provider.';
    case 'no-such-role':
      return `Gets no credentials: the account has no role ${role}.`;
    case 'not-trusted':
      return `Gets no credentials: the trust policy of ${role} refuses this user.`;
    case 'tags-too-large':
      return `Gets no credentials of ${role}: the principal tags are too large.`;
  }
}
