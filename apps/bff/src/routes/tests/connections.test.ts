import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  createPool,
  emptyPool,
  type Everything,
  faults,
  patch,
  send,
  startAll,
  startBff,
  useAwsFiles,
} from '../../testing/harness.ts';

function writeAwsFiles(config: string, credentials = ''): void {
  const folder = mkdtempSync(join(tmpdir(), 'lifeguard-aws-'));
  writeFileSync(join(folder, 'config'), config);
  writeFileSync(join(folder, 'credentials'), credentials);
  useAwsFiles(join(folder, 'config'), join(folder, 'credentials'));
}

const sso = `
[profile work.dev]
region = eu-central-1
sso_session = main
sso_account_id = 111122223333
sso_role_name = Admin
[sso-session main]
sso_region = eu-central-1
sso_start_url = https://example.awsapps.com/start
[profile empty]
endpoint_url = http://127.0.0.1:9
[profile broken+process]
credential_process = /nonexistent/credentials
`;

describe('connections', () => {
  let all: Everything;
  beforeAll(async () => {
    all = await startAll();
  });
  afterAll(() => all.close());
  beforeEach(() => useAwsFiles('/nonexistent/config', '/nonexistent/credentials'));

  it('the embedded local AWS is there, writable, and says who it is', async () => {
    const { body } = await all.call('GET', '/api/connections');
    expect(body.warnings).toEqual([]);
    expect(body.connections).toEqual([
      {
        id: 'local',
        label: 'Local AWS',
        kind: 'embedded',
        region: 'us-east-1',
        endpoint: all.aws.url,
        cliEndpoint: all.aws.url,
        color: 'green',
        readOnly: false,
        readOnlyPinned: false,
        developerTokens: false,
      },
    ]);
    expect((await all.call('GET', all.local('/status'))).body).toEqual({
      state: 'ready',
      Account: '123456789012',
      Arn: expect.stringContaining('123456789012'),
    });
    expect((await all.call('GET', '/api/connections/unknown/status')).status).toBe(404);
    expect((await all.call('GET', '/api/connections/%5b%5d/status')).status).toBe(400);
  });

  it.each(['/status', '/pools', '/jobs', '/job-events', `/jobs/${randomUUID()}`, `/jobs/${randomUUID()}/file`])(
    'a connection that does not exist is not found: %s',
    async (path) => {
      const answer = await all.call('GET', `/api/connections/nope${path}`);
      expect(answer.body).toMatchObject({
        status: 404,
        detail: expect.stringContaining('This connection does not exist'),
      });
    },
  );

  it('profiles come from the AWS files: read-only, with their region and never with credentials', async () => {
    writeAwsFiles(
      sso,
      '[keys]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n',
    );
    const bff = await startBff({ config: { defaultRegion: 'eu-west-1' } });
    const session = await bff.signIn();
    const answer = await send(bff, 'GET', '/api/connections', { session });
    expect(answer.body.connections.slice(1)).toEqual([
      expect.objectContaining({
        id: 'profile-broken-process~4406aeb6638f~eu-west-1',
        region: 'eu-west-1',
        readOnly: true,
      }),
      expect.objectContaining({
        id: 'profile-empty~eu-west-1',
        region: 'eu-west-1',
        endpoint: 'https://cognito-identity.eu-west-1.amazonaws.com',
      }),
      expect.objectContaining({
        id: 'profile-keys~eu-west-1',
        kind: 'profile',
        profile: 'keys',
        readOnlyPinned: false,
      }),
      expect.objectContaining({
        id: 'profile-work.dev~eu-central-1',
        label: 'work.dev',
        region: 'eu-central-1',
        readOnly: true,
      }),
    ]);
    expect(answer.text).not.toMatch(/AKIA|wJalr/);
    await bff.close();
  });

  it('names the exact command for expired and missing credentials', async () => {
    writeAwsFiles(sso);
    const bff = await startBff();
    const session = await bff.signIn();
    const status = async (id: string) => (await send(bff, 'GET', `/api/connections/${id}/status`, { session })).body;
    expect(await status('profile-work.dev~eu-central-1')).toMatchObject({
      state: 'credentials_expired',
      command: 'aws sso login --profile work.dev',
    });
    expect(await status('profile-empty~us-east-1')).toMatchObject({
      state: 'credentials_missing',
      command: 'aws configure --profile empty',
    });
    expect(await status('profile-broken-process~4406aeb6638f~us-east-1')).toEqual({
      state: 'credentials_missing',
      message: expect.stringMatching(
        /^The credential_process of the profile "broken\+process" \(\/nonexistent\/credentials\) gave no credentials/,
      ),
      command: "aws sts get-caller-identity --profile 'broken+process'",
    });
    const pools = await send(bff, 'GET', '/api/connections/profile-work.dev~eu-central-1/pools', { session });
    expect(pools.body).toMatchObject({ code: 'credentials_expired', command: 'aws sso login --profile work.dev' });
    await bff.close();
  });

  it('names what mends the credentials of a role: the profile behind it that can sign in, its program or its file', async () => {
    const role = 'role_arn = arn:aws:iam::111122223333:role/admin';
    writeAwsFiles(`${sso}
[profile admin]
${role}
source_profile = work.dev
[profile deep]
${role}
source_profile = admin
[profile by-process]
${role}
source_profile = printer
[profile printer]
credential_process = "/nonexistent/my tool" --password hunter2
[profile web]
${role}
web_identity_token_file = /nonexistent/token
[profile by-web]
${role}
source_profile = web
`);
    const bff = await startBff({
      config: {
        connections: [
          { id: 'prod', kind: 'assumeRole', roleArn: 'arn:aws:iam::111122223333:role/x', sourceProfile: 'admin' },
        ],
      },
    });
    const session = await bff.signIn();
    const status = async (label: string) => {
      const { body } = await send(bff, 'GET', '/api/connections', { session });
      const { id } = body.connections.find((connection: { label: string }) => connection.label === label);
      return (await send(bff, 'GET', `/api/connections/${id}/status`, { session })).body;
    };
    for (const label of ['admin', 'deep', 'prod']) {
      const command = 'aws sso login --profile work.dev';
      expect([label, await status(label)]).toMatchObject([label, { state: 'credentials_expired', command }]);
    }
    const byProcess = await status('by-process');
    expect(byProcess).toMatchObject({
      message: expect.stringContaining('credential_process of the profile "printer" (/nonexistent/my tool)'),
      command: 'aws sts get-caller-identity --profile printer',
    });
    expect(JSON.stringify(byProcess)).not.toContain('hunter2');
    for (const label of ['web', 'by-web']) {
      expect([label, await status(label)]).toEqual([
        label,
        {
          state: 'credentials_missing',
          message: expect.stringMatching(
            /web_identity_token_file of the profile "web", \/nonexistent\/token, can't be read/,
          ),
        },
      ]);
    }
    await bff.close();
  });

  it('says where the AWS CLI would send its calls in place of AWS', async () => {
    const [elsewhere, other] = ['http://127.0.0.1:9', 'http://127.0.0.1:8'];
    writeAwsFiles(`
[profile plain]
region = eu-west-1
[profile global]
endpoint_url = ${elsewhere}
[profile by-service]
endpoint_url = ${other}
services = mine
[profile other-service]
services = others
[profile ignoring]
endpoint_url = ${elsewhere}
ignore_configured_endpoint_urls = true
[services mine]
cognito_identity =
  endpoint_url = ${elsewhere}
[services others]
s3 =
  endpoint_url = ${elsewhere}
`);
    const bff = await startBff();
    const { body } = await send(bff, 'GET', '/api/connections', { session: await bff.signIn() });
    const connections: { label: string; configuredEndpoint?: string }[] = body.connections;
    const configured = connections.map(({ label, configuredEndpoint }) => [label, configuredEndpoint]);
    expect(Object.fromEntries(configured)).toEqual({
      'Local AWS': undefined,
      plain: undefined,
      global: elsewhere,
      'by-service': elsewhere,
      'other-service': undefined,
      ignoring: undefined,
    });
    await bff.close();
  });

  it('names the profiles that the SDK leaves out because of their names', async () => {
    writeAwsFiles(
      '[profile my profile]\nregion = eu-west-1\n[profile "quoted name"]\nregion = eu-west-1\n[profile fine]\nregion = eu-west-1\n[sso-session main]\n[default]\n',
      '[spaced keys]\naws_access_key_id = a\n',
    );
    const bff = await startBff();
    const { body } = await send(bff, 'GET', '/api/connections', { session: await bff.signIn() });
    expect(body.warnings).toEqual([
      expect.stringMatching(/^The profile "my profile" of .*config can't be used here: .* without spaces/),
      expect.stringMatching(/^The profile "quoted name" of .*config/),
      expect.stringMatching(/^The profile "spaced keys" of .*credentials/),
    ]);
    await bff.close();
  });

  it('reading the files can fail without taking the console down', async () => {
    useAwsFiles(tmpdir(), tmpdir());
    const bff = await startBff();
    const session = await bff.signIn();
    const { body } = await send(bff, 'GET', '/api/connections', { session });
    expect(body.connections[0].id).toBe('local');
    expect(body.warnings).toEqual([expect.stringContaining('EISDIR'), expect.stringContaining('EISDIR')]);
    await bff.close();
  });

  it('a read-only session sends no write, whatever it asks for', async () => {
    const pool = await createPool(all, { IdentityPoolName: 'precious' });
    const path = all.local(`/pools/${pool.document.IdentityPoolId}`);
    const session = await all.bff.signIn();
    const as = (method: string, to: string, body?: unknown, headers = {}) =>
      send(all.bff, method, to, { session, body, headers });
    expect((await as('PATCH', all.local(''), { readOnly: true })).body).toMatchObject({
      readOnly: true,
      readOnlyPinned: false,
    });
    // Every write that arrived would use up this fault and answer an error.
    const writes = [
      'CreateIdentityPool',
      'UpdateIdentityPool',
      'SetIdentityPoolRoles',
      'DeleteIdentityPool',
      'DeleteIdentities',
      'CreateRole',
      'TagResource',
    ];
    await faults(all, ...writes.map((operation) => ({ operation, error: 'LimitExceededException', times: 1 })));
    const answers = [
      await as('POST', all.local('/pools'), { ...emptyPool, IdentityPoolName: 'new' }),
      await patch(all, pool, { IdentityPoolName: 'changed' }, { session }),
      await patch(all, pool, {}, { session }),
      await as('DELETE', path, { confirm: 'precious' }),
      await as('POST', `${path}/identities/delete`, { IdentityIds: [pool.document.IdentityPoolId], confirmCount: 1 }),
    ];
    for (const answer of answers) expect(answer.body).toMatchObject({ status: 403, code: 'read_only' });
    await faults(all);
    expect((await all.call('GET', path)).body.etag).toBe(pool.etag);
    // The other session may still write.
    expect((await patch(all, pool, { IdentityPoolName: 'changed' })).status).toBe(200);
  });

  it('a configured connection can be pinned to read-only', async () => {
    const bff = await startBff({
      config: {
        connections: [
          {
            kind: 'assumeRole',
            id: 'prod',
            label: 'Production',
            color: 'red',
            readOnly: true,
            roleArn: 'arn:aws:iam::111122223333:role/Console',
            sourceProfile: 'elsewhere',
          },
        ],
      },
    });
    const session = await bff.signIn();
    const { body } = await send(bff, 'GET', '/api/connections', { session });
    // A command with the source profile would go to another account.
    expect(body.connections[1]).not.toHaveProperty('profile');
    expect(body.connections[1]).toMatchObject({
      id: 'prod',
      kind: 'assumeRole',
      color: 'red',
      readOnly: true,
      readOnlyPinned: true,
    });
    const answer = await send(bff, 'PATCH', '/api/connections/prod', { session, body: { readOnly: false } });
    expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' });
    const id = 'us-east-1:11111111-2222-4333-8444-555555555555';
    const pool = `/api/connections/prod/pools/${id}`;
    // Before what was confirmed: nothing would make it right.
    const refusals = [
      await send(bff, 'DELETE', pool, { session, body: { confirm: 'wrong' } }),
      await send(bff, 'POST', `${pool}/identities/delete`, { session, body: { IdentityIds: [id], confirmCount: 2 } }),
      await send(bff, 'POST', `${pool}/developer-identities/merge`, {
        session,
        body: {
          SourceUserIdentifier: 'a',
          DestinationUserIdentifier: 'b',
          SourceIdentityId: id,
          DestinationIdentityId: id,
          confirm: 'wrong',
        },
      }),
      await send(bff, 'POST', `${pool}/access-checks`, {
        session,
        body: { user: { kind: 'guest' }, flow: 'enhanced' },
      }),
    ];
    for (const { body: refusal } of refusals) {
      expect(refusal).toMatchObject({ code: 'read_only', detail: expect.stringContaining('configuration file') });
      expect(refusal.detail).not.toContain('Turn on editing');
    }
    await bff.close();
  });

  it.each([
    ['expired', 'ExpiredTokenException', 'credentials_expired'],
    // Keys that were replaced in their file, and then revoked.
    ['invalid', 'UnrecognizedClientException', 'credentials_missing'],
  ])('credentials that AWS calls %s are read again once, and then named', async (_, error, code) => {
    await faults(all, { operation: 'ListIdentityPools', error, times: 1 });
    expect((await all.call('GET', all.local('/pools'))).status).toBe(200);
    await faults(all, { operation: 'ListIdentityPools', error, times: 9 });
    expect((await all.call('GET', all.local('/pools'))).body).toMatchObject({ code });
    await faults(all);
  });

  it('another account than configured is refused', async () => {
    const sts = createServer((_req, res) => {
      res.writeHead(200, { 'Content-Type': 'text/xml' });
      res.end(
        '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
          '<Arn>arn:aws:iam::999999999999:root</Arn><UserId>x</UserId><Account>999999999999</Account>' +
          '</GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
      );
    });
    await new Promise<void>((resolve) => sts.listen(0, '127.0.0.1', resolve));
    const address = sts.address();
    const bff = await startBff({ localAwsPort: typeof address === 'object' && address !== null ? address.port : 0 });
    const session = await bff.signIn();
    expect((await send(bff, 'GET', '/api/connections/local/status', { session })).body).toMatchObject({
      state: 'wrong_account',
    });
    expect((await send(bff, 'GET', '/api/connections/local/pools', { session })).body).toMatchObject({
      code: 'wrong_account',
    });
    await bff.close();
    sts.close();
  });

  it('the environment can not send signed calls elsewhere', async () => {
    const before = process.env.AWS_ENDPOINT_URL;
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    try {
      expect((await all.call('GET', all.local('/pools'))).status).toBe(200);
      expect((await all.call('GET', '/api/connections?endpoint=http://evil.test')).status).toBe(400);
    } finally {
      if (before === undefined) delete process.env.AWS_ENDPOINT_URL;
      else process.env.AWS_ENDPOINT_URL = before;
    }
  });
});
