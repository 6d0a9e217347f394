import { createServer, type Server } from 'node:http';

import { etagOf } from '@lifeguard/aws/pool/document';
import { type Endpoint, nothing } from '@lifeguard/shared/api/endpoint';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { emptyPool, send, type Session, startBff, type TestBff } from '../../testing/harness.ts';
import { declaredEndpoints, nameOf } from '../../testing/endpoints.ts';

const id = 'us-east-1:11111111-2222-4333-8444-555555555555';
const document = examplePool({ IdentityPoolId: id });
const role = 'arn:aws:iam::123456789012:role/Shop';
const user = { DeveloperUserIdentifier: 'ann' };
const users = { SourceUserIdentifier: 'ann', DestinationUserIdentifier: 'bob' };
const merge = { ...users, SourceIdentityId: id, DestinationIdentityId: id, confirm: 'bob' };
const deletion = {
  filter: {},
  isDryRun: true,
  scanFinishedAt: '2026-01-01T00:00:00Z',
  confirmCount: 1,
  confirmName: '',
};
const pool = '/api/connections/:connectionId/pools/:poolId';

/** A good body of every endpoint that needs one. */
const bodies: Readonly<Record<string, object>> = {
  'PATCH /api/connections/:connectionId': { readOnly: false },
  'POST /api/connections/:connectionId/pools': { ...emptyPool, IdentityPoolName: 'Shop' },
  [`PATCH ${pool}`]: { base: document, changes: { IdentityPoolName: 'Shop' } },
  [`DELETE ${pool}`]: { confirm: 'Orders' },
  [`POST ${pool}/identities/delete`]: { IdentityIds: [id], confirmCount: 1 },
  [`POST ${pool}/developer-identities/lookup`]: user,
  [`POST ${pool}/developer-identities/merge-preview`]: users,
  [`POST ${pool}/developer-identities/merge`]: merge,
  [`POST ${pool}/developer-identities/unlink-preview`]: { ...user, IdentityId: id },
  [`POST ${pool}/developer-identities/unlink`]: { ...user, IdentityId: id, leavesUnreachable: true },
  [`POST ${pool}/developer-identities/token-preview`]: user,
  [`POST ${pool}/developer-identities/token`]: { ...user, effect: 'none' },
  [`POST ${pool}/identity-exports`]: { filter: {}, format: 'csv' },
  [`POST ${pool}/identity-deletions`]: deletion,
  'POST /api/connections/:connectionId/jobs/:jobId/delete-found': { confirmCount: 1, confirmName: 'Orders' },
  'POST /api/connections/:connectionId/roles': { RoleName: 'Shop', Path: '/', AssumeRolePolicyDocument: '{}' },
  'PUT /api/connections/:connectionId/roles/:roleName/trust-policy': {
    Arn: role,
    expected: '{}',
    AssumeRolePolicyDocument: '{}',
  },
  [`POST ${pool}/access-checks`]: { user: { kind: 'guest' }, flow: 'enhanced' },
  [`POST ${pool}/explanations`]: { message: 'Access to Identity is forbidden.' },
};
const values: Readonly<Record<string, string>> = {
  connectionId: 'local',
  poolId: id,
  identityId: id,
  userPoolId: 'us-east-1_aB3dE6gH9',
  jobId: '11111111-2222-4333-8444-555555555555',
  roleName: 'Shop',
};
const endpoints = (await declaredEndpoints())
  .filter(({ path }) => path.includes(':connectionId'))
  .map((endpoint) => ({ endpoint, name: nameOf(endpoint) }));
/** What the console answers by itself: jobs that do not exist, the index of a pool that nobody has scanned, its own settings. */
const asksNothing = /\/(jobs|job-events|identity-index|identity-exports|identity-deletions)\b|PATCH .*:connectionId$/;

/** AWS, and whose account it says that the credentials are. */
describe('credentials of another account', () => {
  let aws: Server;
  let bff: TestBff;
  let session: Session;
  let account: string;
  let asked: string[];
  /** Set: the next call finds the credentials expired. */
  let onExpired: (() => void) | undefined;

  beforeAll(async () => {
    aws = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const { Action } = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
        const operation = String(req.headers['x-amz-target'] ?? Action ?? req.url).replace(/.*\./, '');
        asked.push(operation);
        if (operation === 'GetCallerIdentity')
          return void res.setHeader('Content-Type', 'text/xml').end(caller(account));
        res.setHeader('Content-Type', 'application/x-amz-json-1.1');
        if (onExpired === undefined) return void res.end(JSON.stringify({ IdentityPools: [] }));
        onExpired();
        onExpired = undefined;
        res.writeHead(400).end(JSON.stringify({ __type: 'ExpiredTokenException' }));
      });
    });
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    const address = aws.address();
    const localAwsPort = typeof address === 'object' && address !== null ? address.port : 0;
    bff = await startBff({ localAwsPort, config: { developerTokens: true }, timeouts: { streamMs: 1 } });
    session = await bff.signIn();
  });
  afterAll(async () => {
    await bff.close();
    aws.close();
  });
  beforeEach(() => {
    const { principals, connections } = bff.context;
    principals.forget(connections.get('local'));
    account = '123456789012';
    asked = [];
    onExpired = undefined;
  });

  function ask({ method, path, body, ifMatch }: Endpoint) {
    const query = /\/(summaries|used-roles)$/.test(path) ? `?ids=${id}` : '';
    return send(bff, method, path.replace(/:([A-Za-z]+)/g, (_, name: string) => values[name] ?? name) + query, {
      session,
      ...(body === nothing ? {} : { body: bodies[`${method} ${path}`] ?? {} }),
      headers: ifMatch ? { 'If-Match': etagOf(document) } : {},
    });
  }

  it.each(endpoints)('are asked for nothing but whose they are: $name', async ({ endpoint, name }) => {
    account = '999999999999';
    const answer = await ask(endpoint);
    expect(asked).toEqual(asksNothing.test(name) ? [] : ['GetCallerIdentity']);
    // Then it was refused before AWS could be asked: it needs another body above.
    expect(answer.body?.code).not.toBe('invalid_input');
  });

  it('are noticed where others were read in place of those that have expired', async () => {
    onExpired = () => (account = '999999999999');
    const answer = await send(bff, 'GET', '/api/connections/local/pools', { session });
    expect(answer.body).toMatchObject({ code: 'wrong_account' });
    expect(asked).toEqual(['GetCallerIdentity', 'ListIdentityPools', 'GetCallerIdentity']);
  });

  it('are not asked about by each request: one question is for all, and for five minutes', async () => {
    const list = () => send(bff, 'GET', '/api/connections/local/pools', { session });
    const count = () => asked.filter((operation) => operation === 'GetCallerIdentity').length;
    await Promise.all([list(), list(), list()]);
    expect(count()).toBe(1);
    bff.clock.time += 4 * 60_000;
    await list();
    expect(count()).toBe(1);
    bff.clock.time += 2 * 60_000;
    await list();
    expect(count()).toBe(2);
  });
});

function caller(account: string): string {
  return (
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
    `<Arn>arn:aws:iam::${account}:root</Arn><UserId>x</UserId><Account>${account}</Account>` +
    '</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>'
  );
}
