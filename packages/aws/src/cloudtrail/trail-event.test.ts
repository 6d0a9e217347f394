import { describe, expect, it } from 'vitest';

import { eventsOfPool, eventsOfRole } from './events-of.ts';
import { readTrailEvents, type TrailEvent } from './trail-event.ts';

// AWS's own example. https://docs.aws.amazon.com/cognito/latest/developerguide/understanding-amazon-cognito-entries.html
const example = {
  eventVersion: '1.03',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'PRINCIPAL_ID',
    arn: 'arn:aws:iam::123456789012:user/Alice',
    accountId: '123456789012',
    accessKeyId: 'EXAMPLE_KEY_ID',
    userName: 'Alice',
  },
  eventTime: '2016-01-07T02:04:30Z',
  eventSource: 'cognito-identity.amazonaws.com',
  eventName: 'CreateIdentityPool',
  awsRegion: 'us-east-1',
  sourceIPAddress: '127.0.0.1',
  userAgent: 'USER_AGENT',
  requestParameters: { identityPoolName: 'TestPool', allowUnauthenticatedIdentities: true },
  responseElements: { identityPoolName: 'TestPool', identityPoolId: 'us-east-1:1cf667a2-49a6-454b-9e45-23199EXAMPLE' },
  requestID: '15cc73a1-0780-460c-91e8-e12ef034e116',
  eventID: 'f1d47f93-c708-495b-bff1-cb935a6064b2',
  eventType: 'AwsApiCall',
  recipientAccountId: '123456789012',
};

function read(members: object = {}): TrailEvent | undefined {
  return readTrailEvents([JSON.stringify({ ...example, ...members })]).events[0];
}

describe('an event', () => {
  it('is read for who, what and when, without its values', () => {
    expect(read()).toEqual({
      eventId: example.eventID,
      eventName: 'CreateIdentityPool',
      eventSource: 'cognito-identity.amazonaws.com',
      region: 'us-east-1',
      time: Date.parse('2016-01-07T02:04:30Z'),
      isRead: false,
      actor: { type: 'IAMUser', arn: example.userIdentity.arn, name: 'Alice' },
      sourceIpAddress: '127.0.0.1',
      userAgent: 'USER_AGENT',
      requestId: example.requestID,
      poolId: example.responseElements.identityPoolId,
    });
  });

  it.each([
    [
      'a session',
      {
        type: 'AssumedRole',
        principalId: 'AROA:ann',
        arn: 'a',
        sessionContext: { sessionIssuer: { userName: 'admin' }, sourceIdentity: 'ann@example' },
      },
      { type: 'AssumedRole', arn: 'a', name: 'admin', sessionName: 'ann', sourceIdentity: 'ann@example' },
    ],
    ['the root', { type: 'Root', principalId: '1', arn: 'r' }, { type: 'Root', arn: 'r', name: 'root' }],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'cloudformation.amazonaws.com' },
      { type: 'AWSService', name: 'cloudformation.amazonaws.com' },
    ],
    ['somebody of whom nothing is known', { type: 'Unknown' }, { type: 'Unknown', name: 'Unknown' }],
  ])('says that %s made the call', (_, userIdentity, actor) => {
    expect(read({ userIdentity })?.actor).toEqual(actor);
  });

  it.each([
    ['the id in the request', { requestParameters: { identityPoolId: 'r:1' }, responseElements: null }, 'r:1'],
    [
      'an ARN',
      { requestParameters: { resourceArn: 'arn:aws:cognito-identity:r:1:identitypool/r:2' }, responseElements: null },
      'r:2',
    ],
    ['nothing', { requestParameters: { omitted: true }, responseElements: null }, undefined],
    ['what is no text', { requestParameters: { identityPoolId: 3 }, responseElements: 'x' }, undefined],
  ])('finds the pool by %s', (_, members, poolId) => {
    expect(read(members)?.poolId).toBe(poolId);
  });

  it.each([
    ['readOnly', { readOnly: true }, true],
    ['its name', { eventName: 'DescribeIdentityPool' }, true],
    ['its name', { eventName: 'SetIdentityPoolRoles' }, false],
  ])('is a read by %s', (_, members, isRead) => {
    expect(read(members)?.isRead).toBe(isRead);
  });

  it('takes an empty code for none, as the hosted sign-in sends it', () => {
    expect(read({ errorCode: '' })?.errorCode).toBeUndefined();
    expect(read({ errorCode: 'AccessDenied' })?.errorCode).toBe('AccessDenied');
  });

  it.each([undefined, '', 'null', '[]', '{', '{"eventID":"1"}'])('is not what %j says', (json) => {
    expect(readTrailEvents([json, JSON.stringify(example)])).toMatchObject({ events: [{}], unreadable: 1 });
  });

  it.each([{ eventTime: 'yesterday' }, { userIdentity: null }, { eventID: '' }, { eventName: 4 }])(
    'is not one with %j',
    (members) => {
      expect(read(members)).toBeUndefined();
    },
  );
});

const ofRole = (eventName: string, roleName: string) =>
  read({ eventSource: 'iam.amazonaws.com', eventName, requestParameters: { roleName }, responseElements: null });
const all = [
  read(),
  read({ eventName: 'DescribeIdentityPool', requestParameters: { identityPoolId: 'r:1' }, responseElements: null }),
  read({ eventName: 'UpdateIdentityPool', requestParameters: { identityPoolId: 'r:1' }, responseElements: null }),
  ofRole('CreateRole', 'user'),
  ofRole('PutRolePolicy', 'user'),
  ofRole('UpdateAssumeRolePolicy', 'USER'),
  ofRole('DeleteRole', 'other'),
].filter((event) => event !== undefined);
const names = (events: readonly TrailEvent[]) => events.map(({ eventName }) => eventName);

it('a pool’s events are the writes to it', () => {
  expect(names(eventsOfPool(all, 'r:1'))).toEqual(['UpdateIdentityPool']);
  expect(names(eventsOfPool(all, example.responseElements.identityPoolId))).toEqual(['CreateIdentityPool']);
  expect(eventsOfPool(all, 'r:2')).toEqual([]);
});

it('a role’s events are the writes to its trust', () => {
  expect(names(eventsOfRole(all, 'user'))).toEqual(['CreateRole', 'UpdateAssumeRolePolicy']);
  expect(names(eventsOfRole(all, 'other'))).toEqual(['DeleteRole']);
});
