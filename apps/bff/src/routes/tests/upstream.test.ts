import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { pool as poolSchema } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { send, type Session, startBff, type TestBff } from '../../testing/harness.ts';

const poolId = 'us-east-1:11111111-2222-3333-4444-555555555555';
const canary = 'CANARY-4d1f';
const identityXml =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:root</Arn><Account>123456789012</Account>' +
  '</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>';

type Reply = (res: ServerResponse) => void;

/** AWS as it may be one day, or as a proxy makes of it: what the local AWS does not do. */
describe('an upstream that behaves oddly', () => {
  let upstream: Server;
  let localAwsPort: number;
  let bff: TestBff;
  let session: Session;
  let asked: string[] = [];
  let replies: Record<string, Reply> = {};
  const described = { IdentityPoolId: poolId, IdentityPoolName: 'pool', AllowUnauthenticatedIdentities: false };

  beforeAll(async () => {
    upstream = createServer((req: IncomingMessage, res: ServerResponse) => {
      req.resume();
      const operation =
        String(req.headers['x-amz-target'] ?? 'GetCallerIdentity')
          .split('.')
          .at(-1) ?? '';
      asked.push(operation);
      if (operation === 'GetCallerIdentity') return void res.setHeader('Content-Type', 'text/xml').end(identityXml);
      (replies[operation] ?? json({}))(res);
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const address = upstream.address();
    localAwsPort = typeof address === 'object' && address !== null ? address.port : 0;
    bff = await startBff({ localAwsPort });
    session = await bff.signIn();
  });
  afterAll(async () => {
    await bff.close();
    upstream.closeAllConnections();
    upstream.close();
  });
  beforeEach(() => {
    asked = [];
    replies = { DescribeIdentityPool: json(described), GetIdentityPoolRoles: json({ IdentityPoolId: poolId }) };
  });

  const path = `/api/connections/local/pools/${poolId}`;
  const get = () => send(bff, 'GET', path, { session });
  /** Reads the pool by a BFF that waits only so long for one read. */
  async function getWithin(readMs: number) {
    const own = await startBff({ localAwsPort, timeouts: { readMs } });
    const answer = await send(own, 'GET', path, { session: await own.signIn() });
    await own.close();
    return answer;
  }

  it.each([
    ['a new setting', { NewSetting: 'on' }, {}, ['NewSetting']],
    [
      'a new member of a provider',
      { CognitoIdentityProviders: [{ ProviderName: 'p', ClientId: 'c', Extra: 1 }] },
      {},
      ['CognitoIdentityProviders.Extra'],
    ],
    [
      'a new member of a rule',
      {},
      {
        RoleMappings: {
          idp: {
            Type: 'Rules',
            RulesConfiguration: {
              Rules: [
                { Claim: 'a', MatchType: 'Equals', Value: 'b', RoleARN: 'arn:aws:iam::123456789012:role/x', Not: true },
              ],
            },
          },
        },
      },
      ['RoleMappings.idp.RulesConfiguration.Rules.Not'],
    ],
    ['a new kind of default role', {}, { Roles: { service: 'arn' } }, ['Roles.service']],
    [
      'a new type of role mapping',
      {},
      { RoleMappings: { idp: { Type: 'Session', AmbiguousRoleResolution: 'Allow' }, other: { Type: 'Token' } } },
      ['RoleMappings.idp.Type "Session"', 'RoleMappings.idp.AmbiguousRoleResolution "Allow"'],
    ],
    [
      'a new way to compare a claim',
      {},
      {
        RoleMappings: {
          idp: {
            Type: 'Rules',
            RulesConfiguration: {
              Rules: [{ Claim: 'a', MatchType: 'EndsWith', Value: 'b', RoleARN: 'arn:aws:iam::123456789012:role/x' }],
            },
          },
        },
      },
      ['RoleMappings.idp.RulesConfiguration.Rules.MatchType "EndsWith"'],
    ],
  ])('%s is shown, and the pool is read-only here', async (_, inPool, inRoles, unknown) => {
    replies.DescribeIdentityPool = json({ ...described, ...inPool });
    replies.GetIdentityPoolRoles = json({ IdentityPoolId: poolId, ...inRoles });
    const pool = await get();
    expect(pool.body.unknownMembers).toEqual(unknown);
    // The browser takes nothing else.
    expect(poolSchema.safeParse(pool.body).error).toBeUndefined();
    asked = [];
    const saved = await send(bff, 'PATCH', path, {
      session,
      headers: { 'If-Match': pool.body.etag },
      body: { base: pool.body.document, changes: { IdentityPoolName: 'new' } },
    });
    expect(saved.body).toMatchObject({ status: 409, code: 'unknown_members' });
    expect(asked.filter((operation) => !/^(Describe|Get)/.test(operation))).toEqual([]);
  });

  it('an HTML page instead of AWS is named as that', async () => {
    for (const status of [200, 403, 502]) {
      replies.DescribeIdentityPool = html(status, `<html>${canary}</html>`);
      const answer = await get();
      expect({ sent: status, ...answer.body }).toMatchObject({
        sent: status,
        status: 502,
        code: 'upstream_bad_response',
      });
      expect(answer.text).not.toContain(canary);
    }
  });

  it('truncated JSON, a reset and a slow drip end as typed errors', async () => {
    replies.DescribeIdentityPool = (res) =>
      res.setHeader('Content-Type', 'application/x-amz-json-1.1').end('{"IdentityPoolId":');
    expect((await get()).body.code).toBe('upstream_bad_response');
    replies.DescribeIdentityPool = (res) => res.destroy();
    expect((await get()).body.code).toBe('upstream_unavailable');
    replies.DescribeIdentityPool = (res) =>
      res.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.1', 'Content-Length': '100' }).write('{');
    expect((await getWithin(500)).body.code).toBe('upstream_timeout');
  });

  it('what AWS said is told where the time ends while the next attempt is on its way', async () => {
    replies.DescribeIdentityPool = (res) => {
      replies.DescribeIdentityPool = () => undefined;
      json({ __type: 'InternalErrorException' }, 500)(res);
    };
    const answer = await getWithin(2000);
    expect(answer.body).toMatchObject({ status: 502, code: 'upstream_unavailable' });
    expect(asked.filter((operation) => operation === 'DescribeIdentityPool').length).toBeGreaterThan(1);
  });

  it('a reset during a save is an unknown outcome', async () => {
    const pool = await get();
    replies.UpdateIdentityPool = (res) => res.destroy();
    const answer = await send(bff, 'PATCH', path, {
      session,
      headers: { 'If-Match': pool.body.etag },
      body: { base: pool.body.document, changes: { IdentityPoolName: 'new' } },
    });
    expect(answer.body).toMatchObject({ status: 504, code: 'outcome_unknown' });
  });

  it('somebody who writes at the same moment is noticed after the save', async () => {
    const pool = await get();
    replies.UpdateIdentityPool = (res) => {
      replies.DescribeIdentityPool = json({ ...described, IdentityPoolName: 'somebody else' });
      json({ ...described, IdentityPoolName: 'mine' })(res);
    };
    const answer = await send(bff, 'PATCH', path, {
      session,
      headers: { 'If-Match': pool.body.etag },
      body: { base: pool.body.document, changes: { IdentityPoolName: 'mine' } },
    });
    expect(answer.body).toMatchObject({
      outcome: 'applied_then_changed',
      document: { IdentityPoolName: 'somebody else' },
    });
  });

  it.each([
    ['for a moment', 1, 'applied', 'mine'],
    ['for longer', 9, 'applied_not_shown', 'pool'],
  ])('an AWS that shows the old settings %s after a save is not somebody else', async (_, times, outcome, name) => {
    const pool = await get();
    let old = 0;
    replies.UpdateIdentityPool = (res) => {
      replies.DescribeIdentityPool = (look) => {
        old += 1;
        json(old > times ? { ...described, IdentityPoolName: 'mine' } : described)(look);
      };
      json({ ...described, IdentityPoolName: 'mine' })(res);
    };
    const answer = await send(bff, 'PATCH', path, {
      session,
      headers: { 'If-Match': pool.body.etag },
      body: { base: pool.body.document, changes: { IdentityPoolName: 'mine' } },
    });
    expect(answer.body).toMatchObject({ outcome, document: { IdentityPoolName: name } });
    expect(answer.body).not.toHaveProperty('stale');
  });

  it('what AWS says reaches people as plain text without secrets, and the log not at all', async () => {
    const said = `${canary}\r\nAKIAIOSFODNN7EXAMPLE \u001b[31m{"level":"error"} \u202e eyJhbGciOi.eyJzdWIi.c2ln`;
    replies.DescribeIdentityPool = (res) => json({ __type: 'InvalidParameterException', message: said }, 400)(res);
    const answer = await get();
    expect(answer.body).toMatchObject({ status: 400, code: 'aws_refused', awsError: 'InvalidParameterException' });
    // oxlint-disable-next-line no-control-regex
    expect(answer.body.detail).not.toMatch(/AKIA|eyJ|[\u0000-\u001f\u202e]/);
    replies.DescribeIdentityPool = (res) => json({ __type: 'InternalErrorException', message: said }, 500)(res);
    const failed = await get();
    expect(failed.text).not.toContain(canary);
    expect(failed.body).toMatchObject({
      type: 'urn:lifeguard:problem:upstream_failure',
      title: 'AWS had an internal error',
      status: 502,
      code: 'upstream_unavailable',
    });
    const log = bff.lines.join('');
    expect(log).not.toMatch(new RegExp(`${canary}|AKIA|eyJ|Signature=[0-9a-f]|AWS4-HMAC`));
    for (const line of bff.lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('names a provider of an identity once where AWS names it for each of its users', async () => {
    const IdentityId = poolId.replace('1111', '2222');
    const identity = { IdentityId, Logins: ['login.example', 'accounts.google.com', 'login.example'] };
    replies.DescribeIdentity = json(identity);
    replies.ListIdentities = json({ IdentityPoolId: poolId, Identities: [identity] });
    const once = { IdentityId, Logins: ['login.example', 'accounts.google.com'] };
    expect((await send(bff, 'GET', `${path}/identities/${IdentityId}`, { session })).body).toEqual(once);
    expect((await send(bff, 'GET', `${path}/identities`, { session })).body).toMatchObject({ Identities: [once] });
  });

  // In 2 seconds each, because the SDK takes LimitExceededException for throttling, and tries again for longer.
  it.each([
    ['InvalidParameterException', 'Bad value'],
    ['NotAuthorizedException', 'Access to Role is forbidden.'],
    ['AccessDeniedException', 'User is not authorized to do "this"'],
    ['ResourceConflictException', 'In use'],
    ['ResourceNotFoundException', ''],
    ['LimitExceededException', 'Too many!'],
  ])('what AWS says becomes full sentences: %s %j', async (name, message) => {
    replies.DescribeIdentityPool = json({ __type: name, message }, 400);
    const { detail } = (await getWithin(2000)).body;
    expect(detail).toMatch(/[^.!? ][.!]$/);
    expect(detail).not.toMatch(/[.!?]\.|[^.!?] Try again/);
    expect(detail).toContain(message === '' ? name : message);
  });
});

function json(value: object, status = 200): Reply {
  return (res) =>
    res
      .writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-RequestId': 'request-1' })
      .end(JSON.stringify(value));
}

function html(status: number, text: string): Reply {
  return (res) => res.writeHead(status, { 'Content-Type': 'text/html' }).end(text);
}
