import { z } from 'zod';

import { anyResource } from '../auth/permission.ts';
import { defineOperation, type OperationContext } from '../dispatch/operation.ts';
import { AwsError } from '../protocol/errors.ts';
import { integer, list, string, structure, timestamp, type Value } from '../protocol/shape.ts';
import { type EventPosition, type EventQuery, isLookupKey, keptSeconds, type StoredEvent } from './store/events.ts';

const maxResults = 50;

const lookupEventsInput = structure(
  {
    LookupAttributes: list(
      structure({ AttributeKey: string({}), AttributeValue: string({}) }, ['AttributeKey', 'AttributeValue']),
    ),
    StartTime: timestamp,
    EndTime: timestamp,
    EventCategory: string({}),
    MaxResults: integer({}),
    NextToken: string({}),
  },
  [],
);
type Input = Value<typeof lookupEventsInput>;

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const lookupEvents = defineOperation({
  auth: 'signed',
  permission: () => anyResource,
  input: lookupEventsInput,
  run(context, input) {
    const { MaxResults = maxResults } = input;
    if (MaxResults < 1 || MaxResults > maxResults) {
      throw new AwsError('InvalidMaxResultsException', `MaxResults must be between 1 and ${maxResults}.`);
    }
    const query = queryOf(context, input);
    if (input.EventCategory !== undefined) {
      if (input.EventCategory === 'insight') return { Events: [] };
      throw new AwsError('InvalidEventCategoryException', `${input.EventCategory} is not a valid event category.`);
    }
    const found = context.store.events.find({ ...query, limit: MaxResults + 1 });
    const last = found.length > MaxResults ? found[MaxResults - 1] : undefined;
    return {
      Events: found.slice(0, MaxResults).map(eventAnswer),
      ...(last === undefined ? {} : { NextToken: nextToken(context, input, last) }),
    };
  },
});

function queryOf(context: OperationContext, input: Input): Omit<EventQuery, 'limit'> {
  const { LookupAttributes = [], StartTime = 0, EndTime = Number.MAX_SAFE_INTEGER } = input;
  const [attribute, second] = LookupAttributes;
  if (second !== undefined) throw invalidAttributes('You can specify only one lookup attribute.');
  if (!(StartTime <= EndTime)) {
    throw new AwsError('InvalidTimeRangeException', 'The start time must not be after the end time.');
  }
  const nowSeconds = Math.floor(context.clock.now() / 1000);
  return {
    region: context.region,
    from: Math.max(StartTime, nowSeconds - keptSeconds),
    to: Math.min(EndTime, nowSeconds - context.trail.settings.delaySeconds),
    attribute: attribute && attributeOf(attribute.AttributeKey, attribute.AttributeValue),
    after: input.NextToken === undefined ? undefined : positionOf(context, input, input.NextToken),
  };
}

function attributeOf(key: string, value: string): EventQuery['attribute'] {
  if (!isLookupKey(key)) throw invalidAttributes(`${key} is not a lookup attribute.`);
  if (value.length < 1 || value.length > 2000) {
    throw invalidAttributes(`The value of ${key} must have between 1 and 2000 characters.`);
  }
  return { key, value };
}

function invalidAttributes(message: string): AwsError {
  return new AwsError('InvalidLookupAttributesException', message);
}

function eventAnswer(event: StoredEvent): object {
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.isRead),
    ...(event.accessKeyId === '' ? {} : { AccessKeyId: event.accessKeyId }),
    EventTime: event.timeSeconds,
    EventSource: event.source,
    ...(event.username === '' ? {} : { Username: event.username }),
    Resources: JSON.parse(event.resources) as unknown,
    CloudTrailEvent: event.event,
  };
}

const tokenContent = z.strictObject({ of: z.string(), timeSeconds: z.number().int(), pk: z.number().int() });

/** What is looked for stands in the token: it is good for nothing else. */
function lookedFor({ region }: OperationContext, { LookupAttributes, StartTime, EndTime }: Input): string {
  return JSON.stringify([region, LookupAttributes, StartTime, EndTime]);
}

function nextToken(context: OperationContext, input: Input, { timeSeconds, pk }: EventPosition): string {
  return Buffer.from(JSON.stringify({ of: lookedFor(context, input), timeSeconds, pk })).toString('base64url');
}

function positionOf(context: OperationContext, input: Input, token: string): EventPosition {
  const parsed = tokenContent.safeParse(parseJson(Buffer.from(token, 'base64url').toString()));
  if (parsed.success && parsed.data.of === lookedFor(context, input)) return parsed.data;
  throw new AwsError(
    'InvalidNextTokenException',
    'The token is not valid, or was used with other parameters than those of the call that gave it.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
