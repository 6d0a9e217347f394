import { type CloudTrailClient, type LookupAttributeKey, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { CreateIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type Aws, failureOf, isRemote, startAws } from '../support/setup.ts';
import { lookUp, newest } from '../support/trail.ts';

let aws: Aws;
let trail: CloudTrailClient;
beforeEach(async () => {
  aws = await startAws();
  trail = aws.trailIn(aws.region);
});
afterEach(() => aws.close());

async function makePools(...names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const IdentityPoolName of names) ids.push((await aws.createPool({ IdentityPoolName })).IdentityPoolId);
  return ids;
}

async function poolsOf(input: Parameters<typeof lookUp>[1], region = aws.region): Promise<unknown[]> {
  const events = await lookUp(aws, input, region);
  return events.map(({ CloudTrailEvent = '' }) => {
    const { requestParameters } = JSON.parse(CloudTrailEvent) as { requestParameters: { identityPoolName?: string } };
    return requestParameters.identityPoolName;
  });
}

const day = 86_400;

describe.runIf(!isRemote)('LookupEvents', () => {
  it('answers the newest first, in pages', async () => {
    await makePools('a', 'b', 'c', 'd', 'e');
    expect(await poolsOf({})).toEqual(['e', 'd', 'c', 'b', 'a']);
    const sizes: number[] = [];
    const seen = new Set<string | undefined>();
    let NextToken: string | undefined;
    do {
      const page = await trail.send(new LookupEventsCommand({ MaxResults: 2, NextToken }));
      sizes.push(page.Events?.length ?? 0);
      for (const { EventId } of page.Events ?? []) seen.add(EventId);
      // What comes meanwhile moves nothing.
      await makePools('new');
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect([sizes, seen.size]).toEqual([[2, 2, 1], 5]);
  });

  it.each<[LookupAttributeKey, (ids: readonly string[], eventId: string) => string, string[]]>([
    ['EventId', (_, eventId) => eventId, ['b']],
    ['EventName', () => 'CreateIdentityPool', ['b', 'a']],
    ['EventName', () => 'DeleteIdentityPool', []],
    ['EventSource', () => 'cognito-identity.amazonaws.com', ['b', 'a']],
    ['EventSource', () => 'cognito-idp.amazonaws.com', []],
    ['ReadOnly', () => 'false', ['b', 'a']],
    ['ReadOnly', () => 'true', []],
    ['Username', () => 'root', ['b', 'a']],
    ['Username', () => 'ann', []],
    ['AccessKeyId', () => 'test', ['b', 'a']],
    ['ResourceName', ([first = '']) => first, ['a']],
    ['ResourceType', () => 'AWS::Cognito::IdentityPool', ['b', 'a']],
    ['ResourceType', () => 'AWS::IAM::Role', []],
  ])('looks for %s', async (AttributeKey, valueOf, found) => {
    const ids = await makePools('a', 'b');
    const { EventId = '' } = await newest(aws);
    const LookupAttributes = [{ AttributeKey, AttributeValue: valueOf(ids, EventId) }];
    expect(await poolsOf({ LookupAttributes })).toEqual(found);
  });

  it('looks between two times, both included', async () => {
    await makePools('a');
    await aws.control('PUT', '/_local/clock', { offsetSeconds: 2 * day });
    await makePools('b');
    const times = (await lookUp(aws)).map(({ EventTime = new Date(0) }) => EventTime);
    const [second = new Date(0), first = new Date(0)] = times;
    expect(await poolsOf({ StartTime: second })).toEqual(['b']);
    expect(await poolsOf({ EndTime: first })).toEqual(['a']);
    expect(await poolsOf({ StartTime: first, EndTime: second })).toEqual(['b', 'a']);
    expect(
      await poolsOf({ StartTime: new Date(first.getTime() + 1), EndTime: new Date(second.getTime() - 1) }),
    ).toEqual([]);
  });

  it('looks back for 90 days', async () => {
    await makePools('a');
    await aws.control('PUT', '/_local/clock', { offsetSeconds: 89 * day });
    expect(await poolsOf({})).toEqual(['a']);
    await aws.control('PUT', '/_local/clock', { offsetSeconds: 90 * day + 60 });
    expect(await poolsOf({ StartTime: new Date(0) })).toEqual([]);
  });

  it('looks in the region of its signature', async () => {
    await makePools('a');
    const other = aws.cognitoIn('ap-south-1');
    await other.send(new CreateIdentityPoolCommand({ IdentityPoolName: 'b', AllowUnauthenticatedIdentities: true }));
    expect(await poolsOf({})).toEqual(['a']);
    expect(await poolsOf({}, 'ap-south-1')).toEqual(['b']);
  });

  it('shows an event once the delay that was asked for is over', async () => {
    await aws.control('PUT', '/_local/trail', { delaySeconds: 300 });
    await makePools('a');
    expect(await poolsOf({})).toEqual([]);
    await aws.control('PUT', '/_local/clock', { offsetSeconds: 301 });
    expect(await poolsOf({})).toEqual(['a']);
  });

  it('knows no insights', async () => {
    await makePools('a');
    expect(await poolsOf({ EventCategory: 'insight' })).toEqual([]);
  });

  it('forgets everything with the rest, and the settings too', async () => {
    await aws.control('PUT', '/_local/trail', { delaySeconds: 300, reads: true });
    await makePools('a');
    await aws.control('POST', '/_local/reset');
    await makePools('b');
    expect(await poolsOf({})).toEqual(['b']);
  });

  it.each([
    ['InvalidMaxResultsException', { MaxResults: 0 }],
    ['InvalidMaxResultsException', { MaxResults: 51 }],
    ['InvalidNextTokenException', { NextToken: 'x' }],
    ['InvalidTimeRangeException', { StartTime: new Date(2000), EndTime: new Date(1000) }],
    ['InvalidLookupAttributesException', { LookupAttributes: [{ AttributeKey: 'Colour', AttributeValue: 'red' }] }],
    ['InvalidLookupAttributesException', { LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: '' }] }],
    [
      'InvalidLookupAttributesException',
      {
        LookupAttributes: [
          { AttributeKey: 'Username', AttributeValue: 'root' },
          { AttributeKey: 'EventName', AttributeValue: 'CreateIdentityPool' },
        ],
      },
    ],
    ['InvalidEventCategoryException', { EventCategory: 'management' }],
  ])('refuses with %s %j', async (code, input) => {
    const call = trail.send(new LookupEventsCommand(input as Parameters<typeof lookUp>[1] & object));
    expect(await failureOf(call)).toMatchObject({ code, status: 400 });
  });

  it('takes a token with the parameters that it was given for only', async () => {
    await makePools('a', 'b');
    const LookupAttributes = [{ AttributeKey: 'Username' as const, AttributeValue: 'root' }];
    const { NextToken } = await trail.send(new LookupEventsCommand({ LookupAttributes, MaxResults: 1 }));
    const refused = { code: 'InvalidNextTokenException' };
    expect(await failureOf(trail.send(new LookupEventsCommand({ NextToken })))).toMatchObject(refused);
    const elsewhere = aws.trailIn('ap-south-1').send(new LookupEventsCommand({ LookupAttributes, NextToken }));
    expect(await failureOf(elsewhere)).toMatchObject(refused);
    expect(await poolsOf({ LookupAttributes, NextToken })).toEqual(['a']);
  });

  it('needs cloudtrail:LookupEvents', async () => {
    const look = (credentials: Awaited<ReturnType<Aws['sessionWith']>>) =>
      aws.trailIn(aws.region, credentials).send(new LookupEventsCommand({}));
    await look(await aws.sessionWith([{ Effect: 'Allow', Action: 'cloudtrail:LookupEvents', Resource: '*' }]));
    const others = await aws.sessionWith([{ Effect: 'Allow', Action: 'cognito-identity:*', Resource: '*' }]);
    expect(await failureOf(look(others))).toMatchObject({
      code: 'AccessDeniedException',
      message: expect.stringContaining('is not authorized to perform: cloudtrail:LookupEvents on resource: *'),
    });
  });

  it('needs the right signature', async () => {
    const wrong = { accessKeyId: 'test', secretAccessKey: 'wrong' };
    const call = aws.trailIn(aws.region, wrong).send(new LookupEventsCommand({}));
    expect((await failureOf(call)).code).toBe('InvalidSignatureException');
  });

  it('is throttled by a fault, as AWS throttles more than two calls a second', async () => {
    await aws.control('PUT', '/_local/faults', {
      rules: [{ operation: 'LookupEvents', error: 'ThrottlingException' }],
    });
    const refused = await failureOf(trail.send(new LookupEventsCommand({})));
    expect(refused).toEqual({ code: 'ThrottlingException', message: 'Rate exceeded', status: 400 });
    expect(await lookUp(aws)).toEqual([]);
  });
});
