/** A call as CloudTrail sorts it. */
interface KindOfCall {
  /** By name: the service in signatures. */
  readonly service: string;
  readonly operation: string;
}

/**
 * Data events of identity pools: only a trail that was set up for them has them, and LookupEvents never.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/logging-using-cloudtrail.html
 */
const dataEvents: ReadonlySet<string> = new Set([
  'GetCredentialsForIdentity',
  'GetId',
  'GetOpenIdToken',
  'GetOpenIdTokenForDeveloperIdentity',
  'UnlinkIdentity',
]);

/** Sessions are made, and CloudTrail calls it reading. They are few, and lead from a session to who is behind it. */
const sessionEvents: ReadonlySet<string> = new Set(['AssumeRole', 'AssumeRoleWithWebIdentity']);

/** Whether CloudTrail would call it a read. */
export function isRead({ operation }: KindOfCall): boolean {
  return /^(?:Describe|Get|List|Lookup)/.test(operation) || sessionEvents.has(operation);
}

/** Whether a call becomes an event: management only, and mere reads only where they are asked for. */
export function isRecorded(call: KindOfCall, hasReads: boolean): boolean {
  if (call.service === 'cognito-identity' && dataEvents.has(call.operation)) return false;
  return hasReads || sessionEvents.has(call.operation) || !isRead(call);
}
