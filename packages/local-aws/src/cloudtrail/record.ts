import { randomUUID } from 'node:crypto';

import { globalRegion } from '@lifeguard/shared/aws/regions';

import type { Caller } from '../auth/account.ts';
import type { Clock } from '../clock.ts';
import { AwsError } from '../protocol/errors.ts';
import { type HttpRequest, header } from '../protocol/http.ts';
import type { Shape } from '../protocol/shape.ts';
import type { Store } from '../store.ts';
import { isRead } from './management.ts';
import { shownAnswer, shownInput, withoutSecrets } from './members.ts';
import { resourcesOf } from './resources.ts';
import { eventCaller, wholeSeconds } from './user-identity.ts';

/** A call that has reached its service: whoever made it is known, unless it is public. */
export interface RecordedCall {
  readonly request: HttpRequest;
  readonly service: string;
  readonly operation: string;
  readonly shape: Shape;
  /** As it was sent, not checked. */
  readonly input: unknown;
  readonly caller: Caller | undefined;
  readonly region: string;
  readonly account: string;
}

interface Outcome {
  readonly answer?: object | undefined;
  readonly error?: AwsError;
}

/**
 * Does the work of a call and keeps its event, before anybody is told how it went: both or neither, but for work that waits
 * for something. Refusals are events too.
 */
export async function recorded<T extends object | undefined>(
  context: { readonly store: Store; readonly clock: Clock },
  call: RecordedCall,
  work: () => T | Promise<T>,
): Promise<T> {
  const kept = (answer: T): T => {
    record(context, call, { answer });
    return answer;
  };
  try {
    return await context.store.transaction(() => {
      const answer = work();
      return answer instanceof Promise ? answer.then(kept) : kept(answer);
    });
  } catch (error) {
    if (error instanceof AwsError && !unread.has(error.code)) record(context, call, { error });
    throw error;
  }
}

/** What could not be read as a request of the operation at all. */
const unread: ReadonlySet<string> = new Set(['SerializationException', 'MalformedInput']);

const maxFieldBytes = 100 * 1024;

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
function record(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  call: RecordedCall,
  { answer, error }: Outcome,
): void {
  const { request, service, operation, account } = call;
  const nowMs = clock.now();
  const isReading = isRead(call);
  const { parameters, secrets } = shownInput(call.shape, call.input);
  // Of reads it has no answers, but of those that give sessions.
  const isShown = answer !== undefined && (!isReading || operation.startsWith('Assume'));
  const elements = isShown ? shownAnswer(call.shape, answer) : null;
  const { userIdentity, username, accessKeyId } = eventCaller(call.caller, account, answer);
  const event = {
    eventVersion: '1.11',
    userIdentity,
    eventTime: wholeSeconds(nowMs),
    eventSource: `${service}.amazonaws.com`,
    eventName: operation,
    awsRegion: regionOf(call),
    sourceIPAddress: '127.0.0.1',
    userAgent: header(request, 'user-agent') ?? '',
    ...(error === undefined
      ? {}
      : { errorCode: error.code, errorMessage: withoutSecrets(error.message, secrets).slice(0, 1024) }),
    requestParameters: Object.keys(parameters).length === 0 ? null : parameters,
    responseElements: elements,
    requestID: request.requestId,
    eventID: randomUUID(),
    readOnly: isReading,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
  };
  store.events.insert({
    region: event.awsRegion,
    timeSeconds: Math.floor(nowMs / 1000),
    id: event.eventID,
    source: event.eventSource,
    name: operation,
    isRead: isReading,
    username,
    accessKeyId,
    resources: JSON.stringify(resourcesOf(parameters, elements)),
    event: eventText(event),
  });
}

/** IAM is of no region: its events are where the partition keeps them. */
function regionOf({ service, region }: RecordedCall): string {
  return service === 'iam' ? globalRegion(region) : region;
}

/** A field that is too long is left out, and says so. */
function eventText(event: {
  readonly requestParameters: object | null;
  readonly responseElements: object | null;
}): string {
  const text = JSON.stringify(event);
  if (Buffer.byteLength(text) <= maxFieldBytes) return text;
  return JSON.stringify(event, (name, value: unknown) => {
    if (name !== 'requestParameters' && name !== 'responseElements') return value;
    const originalSize = Buffer.byteLength(JSON.stringify(value));
    return originalSize <= maxFieldBytes ? value : { omitted: true, originalSize, reason: `${name} too large` };
  });
}
