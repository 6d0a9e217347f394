import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  TagResourceCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateRoleCommand, IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { startLocalAws } from '@lifeguard/local-aws/server';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';

import { createAwsClients } from '../client/clients.ts';
import { systemClock } from '../client/clock.ts';
import type { AwsCall } from '../client/connections.ts';
import { defaultAwsTimeouts } from '../client/timeouts.ts';
import { createEventHistory, type EventPage, type WantedEvents } from './event-history.ts';
import { eventsOfPool, eventsOfRole, poolEventSource, roleEventSource } from './events-of.ts';
import { Pace } from './pace.ts';

const region = 'eu-central-1';
const hour = 3_600_000;

let aws: Awaited<ReturnType<typeof historyBed>>;
beforeEach(async () => {
  aws = await historyBed();
});
afterEach(() => aws.close());
// The clients set it for the whole process, which other files of tests share.
afterAll(() => delete process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS);

/** The gateway on a local AWS of its own. Nobody waits for a turn; how often somebody would have had to is counted. */
async function historyBed() {
  const local = await startLocalAws();
  const config = { endpoint: local.url, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } };
  const cognito = new CognitoIdentityClient(config);
  const iam = new IAMClient(config);
  const timeouts = { ...defaultAwsTimeouts, connectMs: 60_000, requestMs: 60_000, readMs: 60_000 };
  const clients = createAwsClients(timeouts, systemClock, { saw: () => undefined });
  const waits: number[] = [];
  const pace = new Pace({ now: () => 0 }, async (ms) => {
    waits.push(ms);
  });
  const history = createEventHistory(clients, pace);
  const call: AwsCall = {
    connection: {
      id: 'local',
      label: 'Local AWS',
      kind: 'embedded',
      region,
      endpoint: local.url,
      color: 'green',
      readOnly: true,
      readOnlyPinned: false,
      developerTokens: false,
      accountId: '123456789012',
    },
    isReadOnly: true,
    signal: new AbortController().signal,
  };
  return {
    cognito,
    iam,
    waits,
    async control(path: string, body: object): Promise<void> {
      const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      expect((await fetch(`${local.url}/_local/${path}`, init)).status).toBe(200);
    },
    async makePool(): Promise<string> {
      const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
      const { IdentityPoolId = '' } = await cognito.send(new CreateIdentityPoolCommand(input));
      return IdentityPoolId;
    },
    async look(wanted: Partial<WantedEvents> = {}): Promise<EventPage[]> {
      const now = Date.now();
      const range = { from: now - hour, to: now + hour, eventSource: poolEventSource };
      const pages: EventPage[] = [];
      for await (const page of history.lookUpEvents(call, { ...range, ...wanted })) pages.push(page);
      return pages;
    },
    async close(): Promise<void> {
      cognito.destroy();
      iam.destroy();
      await local.close();
    },
  };
}

it('says who has changed a pool', async () => {
  const IdentityPoolId = await aws.makePool();
  const update = { IdentityPoolId, IdentityPoolName: 'q', AllowUnauthenticatedIdentities: false };
  const { $metadata } = await aws.cognito.send(new UpdateIdentityPoolCommand(update));
  const ResourceArn = `arn:aws:cognito-identity:${region}:123456789012:identitypool/${IdentityPoolId}`;
  await aws.cognito.send(new TagResourceCommand({ ResourceArn, Tags: { a: 'b' } }));
  await aws.makePool();
  const [page, ...others] = await aws.look();
  expect(others).toEqual([]);
  expect(page).toMatchObject({ unreadable: 0, isCutOff: false });
  const events = eventsOfPool(page?.events ?? [], IdentityPoolId);
  expect(events.map(({ eventName }) => eventName)).toEqual(['TagResource', 'UpdateIdentityPool', 'CreateIdentityPool']);
  expect(events[1]).toMatchObject({
    region,
    isRead: false,
    actor: { type: 'Root', arn: 'arn:aws:iam::123456789012:root', name: 'root' },
    sourceIpAddress: '127.0.0.1',
    userAgent: expect.stringContaining('aws-sdk-js'),
    requestId: $metadata.requestId,
    errorCode: undefined,
  });
});

it('finds what was refused, with its code', async () => {
  const input = { IdentityPoolId: `${region}:0`, IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
  await expect(aws.cognito.send(new UpdateIdentityPoolCommand(input))).rejects.toThrow('not found');
  const [page] = await aws.look();
  expect(eventsOfPool(page?.events ?? [], input.IdentityPoolId)).toMatchObject([
    { errorCode: 'ResourceNotFoundException' },
  ]);
});

it('looks for the trust of roles in us-east-1, whatever region the connection is for', async () => {
  const AssumeRolePolicyDocument = '{"Statement":[]}';
  await aws.iam.send(new CreateRoleCommand({ RoleName: 'user', AssumeRolePolicyDocument }));
  const change = { RoleName: 'user', PolicyDocument: AssumeRolePolicyDocument };
  await aws.iam.send(new UpdateAssumeRolePolicyCommand(change));
  const [page] = await aws.look({ eventSource: roleEventSource });
  const names = eventsOfRole(page?.events ?? [], 'user').map(({ eventName }) => eventName);
  expect(names).toEqual(['UpdateAssumeRolePolicy', 'CreateRole']);
});

it('asks for one page after the other, not faster than AWS takes it, and says where it ends too early', async () => {
  for (let count = 0; count < 101; count += 1) await aws.makePool();
  const pages = await aws.look();
  expect(pages.map(({ events, isCutOff }) => [events.length, isCutOff])).toEqual([
    [50, false],
    [50, false],
    [1, false],
  ]);
  expect(aws.waits).toEqual([1050]);
  expect((await aws.look({ maxPages: 2 })).map(({ isCutOff }) => isCutOff)).toEqual([false, true]);
});

it('leaves reads to AWS where it looks for one kind of write', async () => {
  await aws.control('trail', { reads: true });
  const IdentityPoolId = await aws.makePool();
  await aws.cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  const namesOf = async (wanted: Partial<WantedEvents>) =>
    (await aws.look(wanted)).flatMap(({ events }) => events.map(({ eventName }) => eventName));
  expect(await namesOf({})).toEqual(['DescribeIdentityPool', 'CreateIdentityPool']);
  expect(await namesOf({ eventName: 'CreateIdentityPool' })).toEqual(['CreateIdentityPool']);
  expect(await namesOf({ eventName: 'CreateIdentityPool', eventSource: 'other.amazonaws.com' })).toEqual([]);
});

it('tries again where AWS throttles', async () => {
  await aws.makePool();
  await aws.control('faults', { rules: [{ operation: 'LookupEvents', error: 'ThrottlingException' }] });
  expect((await aws.look())[0]?.events).toHaveLength(1);
});

it('says so where it may not look', async () => {
  await aws.control('faults', { rules: [{ operation: 'LookupEvents', error: 'AccessDeniedException' }] });
  await expect(aws.look()).rejects.toMatchObject({ code: 'aws_denied' });
});

it('takes no page of a proxy for an empty answer', async () => {
  await aws.control('faults', { rules: [{ operation: 'LookupEvents', status: 502, times: 100 }] });
  await expect(aws.look()).rejects.toMatchObject({ code: 'upstream_bad_response' });
});
