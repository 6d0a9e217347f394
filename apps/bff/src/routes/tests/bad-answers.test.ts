import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { send, type Session, startBff, type TestBff } from '../../testing/harness.ts';

const poolId = 'us-east-1:11111111-2222-3333-4444-555555555555';
const identityId = 'us-east-1:99999999-2222-3333-4444-555555555555';
const pools = '/api/connections/local/pools';
const path = `${pools}/${poolId}`;
const described = { IdentityPoolId: poolId, IdentityPoolName: 'pool', AllowUnauthenticatedIdentities: false };
const identityXml = callerXml('<Arn>arn:aws:iam::123456789012:root</Arn><Account>123456789012</Account>');

/** Whatever answers in the place of AWS with well-formed answers that are none of AWS. */
let upstream: Server;
let bff: TestBff;
let session: Session;
/** The answer per operation: JSON text, or XML; a function where they differ from call to call. */
let answers: Record<string, string | (() => string)> = {};
beforeAll(async () => {
  upstream = createServer((req, res) => void answer(req, res));
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  const address = upstream.address();
  bff = await startBff({ localAwsPort: typeof address === 'object' && address !== null ? address.port : 0 });
  session = await bff.signIn();
});
afterAll(async () => {
  await bff.close();
  upstream.closeAllConnections();
  upstream.close();
});
beforeEach(() => {
  answers = {
    GetCallerIdentity: identityXml,
    DescribeIdentityPool: JSON.stringify(described),
    GetIdentityPoolRoles: JSON.stringify({ IdentityPoolId: poolId }),
    ListIdentities: JSON.stringify({ IdentityPoolId: poolId, Identities: [] }),
  };
});

const get = (of: string) => send(bff, 'GET', of, { session });

describe('an answer that is well-formed and not one of AWS is not understood, and never taken for "none"', () => {
  const reads: readonly (readonly [string, string])[] = [
    ['ListIdentityPools', pools],
    ['DescribeIdentityPool', path],
    ['ListIdentities', `${path}/identities?hideDisabled=false`],
    ['ListIdentities', `${path}/delete-impact`],
    ['DescribeIdentity', `${path}/identities/${identityId}`],
    ['ListUserPools', '/api/connections/local/user-pools'],
    ['ListUserPoolClients', '/api/connections/local/user-pools/us-east-1_aB3dE6gH9/clients'],
  ];
  it.each(
    reads.flatMap((read) => ['null', '[]', '{}', '"text"', '{"NextToken":"x"}'].map((answer) => [...read, answer])),
  )('%s at %s: %s', async (operation, of, answer) => {
    answers[operation] = answer;
    const { body } = await get(of);
    expect(body).toMatchObject({ status: 502, code: 'upstream_bad_response' });
    expect(body.detail).toContain(`answer to ${operation} `);
  });

  it.each([
    ['ListRoles', '/api/connections/local/roles'],
    ['ListOpenIDConnectProviders', '/api/connections/local/oidc-providers'],
    ['ListSAMLProviders', '/api/connections/local/saml-providers'],
  ])('%s at %s: an empty element', async (operation, of) => {
    answers[operation] = `<${operation}Response><${operation}Result></${operation}Result></${operation}Response>`;
    const { body } = await get(of);
    expect(body).toMatchObject({ status: 502, code: 'upstream_bad_response' });
    expect(body.detail).toContain(`answer to ${operation} `);
  });

  it.each([
    ['DescribeIdentityPool', path, { ...described, IdentityPoolId: identityId }],
    ['DescribeIdentity', `${path}/identities/${identityId}`, { IdentityId: poolId }],
    ['ListIdentityPools', pools, { IdentityPools: [{ IdentityPoolName: 'without an id' }] }],
  ])('%s at %s: about something else', async (operation, of, answer) => {
    answers[operation] = JSON.stringify(answer);
    expect((await get(of)).body).toMatchObject({ status: 502, code: 'upstream_bad_response' });
  });

  it('an empty list that AWS sends is one', async () => {
    answers.ListIdentityPools = '{"IdentityPools":[]}';
    answers.ListRoles =
      '<ListRolesResponse><ListRolesResult><Roles/><IsTruncated>false</IsTruncated></ListRolesResult></ListRolesResponse>';
    expect((await get(pools)).body).toEqual({ IdentityPools: [] });
    expect((await get('/api/connections/local/roles')).body).toEqual({ Roles: [] });
  });
});

describe('a list that leads back to an earlier page ends', () => {
  /** Tokens come round after three pages. */
  function round(member: string): () => string {
    let page = 0;
    return () => {
      page += 1;
      return JSON.stringify({ [member]: [], NextToken: `token-${page % 3}` });
    };
  }

  it.each([
    ['ListIdentityPools', 'IdentityPools', pools],
    ['ListIdentities', 'Identities', `${path}/delete-impact`],
    ['ListUserPools', 'UserPools', '/api/connections/local/user-pools'],
    ['ListUserPoolClients', 'UserPoolClients', '/api/connections/local/user-pools/us-east-1_aB3dE6gH9/clients'],
  ])('%s', async (operation, member, of) => {
    answers[operation] = round(member);
    const { body } = await get(of);
    expect(body).toMatchObject({ status: 502, code: 'upstream_bad_response' });
    expect(body.detail).toContain(`answer to ${operation} `);
  });

  it('as a scan, whose calls are far fewer than a pool of any size would take', async () => {
    answers.ListIdentities = round('Identities');
    const made = await send(bff, 'POST', `${path}/scans`, { session, body: {} });
    const ofJob = `/api/connections/local/jobs/${made.body.id}`;
    await expect
      .poll(async () => (await get(ofJob)).body)
      .toMatchObject({ state: 'failed', message: expect.stringContaining('that it had answered before') });
  });

  it('where the page of identities is the one that was asked for', async () => {
    answers.ListIdentities = '{"Identities":[],"NextToken":"same"}';
    const { body } = await get(`${path}/identities?hideDisabled=false&nextToken=same`);
    expect(body).toMatchObject({ status: 502, code: 'upstream_bad_response' });
  });
});

describe('an answer that is too large', () => {
  it.each([
    ['ListIdentityPools', pools, 'application/json'],
    ['ListRoles', '/api/connections/local/roles', 'xml'],
  ])('%s is given up at 8 MiB', async (operation, of) => {
    answers[operation] = ' '.repeat(9 * 1024 * 1024);
    const { body } = await get(of);
    expect(body).toMatchObject({ status: 502, code: 'upstream_bad_response' });
    expect(body.detail).toContain('larger than 8 MiB');
  });
});

it('an account that AWS does not tell is unknown', async () => {
  answers.GetCallerIdentity = callerXml('');
  const own = await startBff({ localAwsPort: bff.context.config.localAwsPort });
  const status = await send(own, 'GET', '/api/connections/local/status', { session: await own.signIn() });
  await own.close();
  expect(status.body).toMatchObject({ state: 'wrong_account', message: expect.stringContaining('belong to unknown') });
});

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of req.setEncoding('utf8')) body += String(chunk);
  const target = req.headers['x-amz-target'];
  const operation = target === undefined ? new URLSearchParams(body).get('Action') : String(target).split('.').at(-1);
  const sent = answers[operation ?? ''] ?? '{}';
  const type = target === undefined ? 'text/xml' : 'application/x-amz-json-1.1';
  res.writeHead(200, { 'Content-Type': type }).end(typeof sent === 'string' ? sent : sent());
}

function callerXml(members: string): string {
  return `<GetCallerIdentityResponse><GetCallerIdentityResult>${members}</GetCallerIdentityResult></GetCallerIdentityResponse>`;
}
