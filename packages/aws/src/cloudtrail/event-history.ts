import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { globalRegion } from '@lifeguard/shared/aws/regions';

import { pagesOf } from '../client/answers/pages.ts';
import type { AwsClients } from '../client/clients.ts';
import type { AwsCall } from '../client/connections.ts';
import { problemOf } from '../client/errors.ts';
import { roleEventSource } from './events-of.ts';
import type { Pace } from './pace.ts';
import { readTrailEvents, type TrailEvent } from './trail-event.ts';

/** What is looked for. The times are milliseconds since 1970, both included; AWS looks back for 90 days. */
export interface WantedEvents {
  readonly from: number;
  readonly to: number;
  /** `cognito-identity.amazonaws.com`. Its reads come too, and on AWS they are most of what comes. */
  readonly eventSource: string;
  /** Only these, in which case AWS sends no others. */
  readonly eventName?: string;
  /** Of 50 events each. */
  readonly maxPages?: number;
}

export interface EventPage {
  /** The newest first. */
  readonly events: readonly TrailEvent[];
  /** How many came that are not as CloudTrail documents them. */
  readonly unreadable: number;
  /** There are older ones, and they were not asked for: this page is the last of `maxPages`. */
  readonly isCutOff: boolean;
}

const MaxResults = 50;
/** Twenty seconds at AWS's two calls a second. */
const usualMaxPages = 40;

/**
 * CloudTrail's event history. `pace` is one for the whole process: AWS counts the calls of an account, whoever makes them.
 */
export function createEventHistory(clients: AwsClients, pace: Pace) {
  return {
    /**
     * Page by page, each asked for when it is wanted. IAM's events are of no region, and looked for where the partition has them.
     * @throws ProblemError aws_denied without `cloudtrail:LookupEvents`
     */
    async *lookUpEvents(call: AwsCall, wanted: WantedEvents): AsyncGenerator<EventPage> {
      const { connection } = call;
      const { maxPages = usualMaxPages } = wanted;
      const region = wanted.eventSource === roleEventSource ? globalRegion(connection.region) : connection.region;
      const { Account } = await clients.principals.get(call);
      const pages = pagesOf(call, 'LookupEvents', async (NextToken) => {
        await turn(pace, `${Account} ${region}`, call);
        const command = new LookupEventsCommand({ ...queryOf(wanted), MaxResults, NextToken });
        const answer = await clients.trailRead(call, region, (client, options) => client.send(command, options));
        return { items: answer.Events ?? [], next: answer.NextToken };
      });
      let count = 0;
      for await (const { items, next } of pages) {
        count += 1;
        const isCutOff = next !== undefined && count >= maxPages;
        const { events, unreadable } = readTrailEvents(items.map(({ CloudTrailEvent }) => CloudTrailEvent));
        yield { events: events.filter(({ eventSource }) => eventSource === wanted.eventSource), unreadable, isCutOff };
        if (isCutOff) return;
      }
    },
  };
}

async function turn(pace: Pace, key: string, { connection, signal }: AwsCall): Promise<void> {
  try {
    await pace.turn(key, signal);
  } catch (error) {
    throw problemOf(error, { connection, isWrite: false, operation: 'LookupEvents' });
  }
}

/** AWS takes one attribute. */
function queryOf({ from, to, eventSource, eventName }: WantedEvents) {
  const attribute =
    eventName === undefined
      ? { AttributeKey: 'EventSource' as const, AttributeValue: eventSource }
      : { AttributeKey: 'EventName' as const, AttributeValue: eventName };
  return { LookupAttributes: [attribute], StartTime: new Date(from), EndTime: new Date(to) };
}
