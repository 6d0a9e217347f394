import { z } from 'zod';

/** Who made a call, as CloudTrail knows it. */
export interface Actor {
  /** `Root`, `IAMUser`, `AssumedRole`, `AWSService` … */
  readonly type: string;
  readonly arn?: string | undefined;
  /** Of the user or of the role; of what else AWS has, its id. */
  readonly name: string;
  /** What the caller named its session of the role. */
  readonly sessionName?: string | undefined;
  /** Who is behind the session: unlike its name it can't be chosen anew when roles are chained. */
  readonly sourceIdentity?: string | undefined;
}

/** A management event: what is needed to say who changed what, and none of the values. */
export interface TrailEvent {
  readonly eventId: string;
  readonly eventName: string;
  /** `cognito-identity.amazonaws.com` */
  readonly eventSource: string;
  readonly region: string;
  /** Milliseconds since 1970; AWS has whole seconds. */
  readonly time: number;
  readonly isRead: boolean;
  readonly actor: Actor;
  /** An IP address, or the name of the AWS service that called. */
  readonly sourceIpAddress?: string | undefined;
  readonly userAgent?: string | undefined;
  /** What the caller got as the id of its request. */
  readonly requestId?: string | undefined;
  /** AWS has refused it. */
  readonly errorCode?: string | undefined;
  /** The identity pool that it is about. */
  readonly poolId?: string | undefined;
  /** The IAM role that it is about. */
  readonly roleName?: string | undefined;
}

/** AWS's services fill these as they like: what is no text is not there. */
const text = z.string().optional().catch(undefined);
const named = z.object({ identityPoolId: text, resourceArn: text, roleName: text }).nullish().catch(undefined);

/**
 * The members that are read here, of all that an event has.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const record = z.object({
  eventID: z.string().min(1),
  eventName: z.string().min(1),
  eventSource: z.string().min(1),
  eventTime: z.iso.datetime(),
  awsRegion: z.string().min(1),
  readOnly: z.boolean().optional().catch(undefined),
  userIdentity: z.object({
    type: z.string().min(1),
    arn: text,
    principalId: text,
    userName: text,
    invokedBy: text,
    sessionContext: z
      .object({ sourceIdentity: text, sessionIssuer: z.object({ userName: text }).optional().catch(undefined) })
      .optional()
      .catch(undefined),
  }),
  sourceIPAddress: text,
  userAgent: text,
  requestID: text,
  errorCode: text,
  requestParameters: named,
  responseElements: named,
});
type EventRecord = z.infer<typeof record>;

/** The events of these JSON texts, and how many of them can't be read as one. */
export function readTrailEvents(texts: readonly (string | undefined)[]): {
  readonly events: readonly TrailEvent[];
  readonly unreadable: number;
} {
  const events = texts.map(readTrailEvent).filter((event) => event !== undefined);
  return { events, unreadable: texts.length - events.length };
}

function readTrailEvent(json: string | undefined): TrailEvent | undefined {
  const parsed = record.safeParse(parseJson(json ?? ''));
  return parsed.success ? eventOf(parsed.data) : undefined;
}

function eventOf(event: EventRecord): TrailEvent {
  const { requestParameters, responseElements } = event;
  return {
    eventId: event.eventID,
    eventName: event.eventName,
    eventSource: event.eventSource,
    region: event.awsRegion,
    time: Date.parse(event.eventTime),
    isRead: event.readOnly ?? /^(?:Describe|Get|List|Lookup)/.test(event.eventName),
    actor: actorOf(event.userIdentity),
    sourceIpAddress: event.sourceIPAddress,
    userAgent: event.userAgent,
    requestId: event.requestID,
    // Of calls that went well some services say an empty one.
    errorCode: event.errorCode === '' ? undefined : event.errorCode,
    // A pool that is made has its id in the answer only, and tags are set by its ARN.
    poolId:
      requestParameters?.identityPoolId ??
      responseElements?.identityPoolId ??
      /:identitypool\/(.+)$/.exec(requestParameters?.resourceArn ?? '')?.[1],
    roleName: requestParameters?.roleName,
  };
}

function actorOf(identity: EventRecord['userIdentity']): Actor {
  const { type, arn, principalId, userName, invokedBy, sessionContext } = identity;
  const root = type === 'Root' ? 'root' : undefined;
  return {
    type,
    arn,
    name: userName ?? sessionContext?.sessionIssuer?.userName ?? root ?? invokedBy ?? principalId ?? type,
    sessionName: type === 'AssumedRole' ? principalId?.split(':')[1] : undefined,
    sourceIdentity: sessionContext?.sourceIdentity,
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
