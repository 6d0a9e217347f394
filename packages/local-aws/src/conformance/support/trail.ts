import { type Event, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';

import type { Aws } from './setup.ts';

/** What is tested of the JSON that CloudTrail shows. */
export interface ShownEvent {
  readonly eventName: string;
  readonly eventSource: string;
  readonly awsRegion: string;
  readonly userAgent: string;
  readonly requestID: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly readOnly: boolean;
  readonly userIdentity: object;
  readonly requestParameters: Readonly<Record<string, unknown>> | null;
  readonly responseElements: Readonly<Record<string, unknown>> | null;
}

/** What a test asks of the event history: the newest first, 50 at most. */
export async function lookUp(aws: Aws, input: LookupEventsCommandInput = {}, region = aws.region): Promise<Event[]> {
  const { Events = [] } = await aws.trailIn(region).send(new LookupEventsCommand(input));
  return Events;
}

/** The newest event of that name, or of all. */
export async function newest(aws: Aws, name?: string, region = aws.region): Promise<Event & { shown: ShownEvent }> {
  const LookupAttributes =
    name === undefined ? undefined : [{ AttributeKey: 'EventName' as const, AttributeValue: name }];
  const [event] = await lookUp(aws, { LookupAttributes, MaxResults: 1 }, region);
  if (event === undefined) throw new Error(`There is no event ${name ?? 'at all'}.`);
  return { ...event, shown: JSON.parse(event.CloudTrailEvent ?? '') as ShownEvent };
}
