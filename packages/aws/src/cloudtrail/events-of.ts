import type { TrailEvent } from './trail-event.ts';

export const poolEventSource = 'cognito-identity.amazonaws.com';
export const roleEventSource = 'iam.amazonaws.com';

/** The writes to a pool, refused ones too. DeleteIdentities names no pool, so it is never among them. */
export function eventsOfPool(events: readonly TrailEvent[], poolId: string): TrailEvent[] {
  return events.filter((event) => event.eventSource === poolEventSource && !event.isRead && event.poolId === poolId);
}

/** What makes, changes or takes away who may assume a role. */
const trustEvents: ReadonlySet<string> = new Set(['CreateRole', 'UpdateAssumeRolePolicy', 'DeleteRole']);

/** The writes to a role's trust, refused ones too. Names of roles differ in more than case. */
export function eventsOfRole(events: readonly TrailEvent[], roleName: string): TrailEvent[] {
  return events.filter(
    (event) =>
      event.eventSource === roleEventSource &&
      trustEvents.has(event.eventName) &&
      event.roleName?.toLowerCase() === roleName.toLowerCase(),
  );
}
