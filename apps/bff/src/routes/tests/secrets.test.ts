import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from 'vitest';

import { type Answer, send, startBff, type TestBff, useAwsFiles } from '../../testing/harness.ts';

const secret = 'CANARYsecret/9f8e7d6c5b4a39281706f5e4d3c';
const token = 'CANARYtoken-IQoJb3JpZ2luX2VjE';
const keyId = 'AKIACANARY0EXAMPLE01';
const canaries = [secret, token, keyId, 'CANARY'];

/** No such region: its hosts have no address, on line and off line. */
const region = 'xx-nowhere-1';
const script = join(mkdtempSync(join(tmpdir(), 'lifeguard-secrets-')), 'credentials.mjs');
const given = { Version: 1, AccessKeyId: keyId, SecretAccessKey: secret, SessionToken: token };
writeFileSync(
  script,
  `process.stderr.write('${secret}\\n');
process.stdout.write(process.argv[2] === 'good' ? ${JSON.stringify(JSON.stringify(given))} : '${secret} {');
process.exit(process.argv[2] === 'failing' ? 1 : 0);`,
);
const run = (mode: string) => `credential_process = "${process.execPath}" "${script}" ${mode}`;
const config = `
[profile process]
region = ${region}
${run('good')}
[profile garbage]
region = ${region}
${run('garbage')}
[profile failing]
region = ${region}
${run('failing')}
[profile keys]
region = ${region}
`;
const credentials = `
[keys]
aws_access_key_id = ${keyId}
aws_secret_access_key = ${secret}
aws_session_token = ${token}
`;
/** Whether the credentials were read, and the call failed only because nothing answers. */
const profiles = [
  [`profile-process~${region}`, 'unreachable'],
  [`profile-keys~${region}`, 'unreachable'],
  [`profile-garbage~${region}`, 'credentials_missing'],
  [`profile-failing~${region}`, 'credentials_missing'],
] as const;

const variables = { AWS_ACCESS_KEY_ID: keyId, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token };

describe('credentials of the machine', () => {
  let bff: TestBff;
  afterEach(async () => {
    for (const name of Object.keys(variables)) delete process.env[name];
    useAwsFiles('/nonexistent/config', '/nonexistent/credentials');
    await bff.close();
  });

  /** Everything that a signed-in browser can ask of a connection without knowing more. */
  async function askEverything(connectionId: string): Promise<Answer[]> {
    const session = await bff.signIn();
    const at = `/api/connections/${connectionId}`;
    const pool = `${at}/pools/${region}:11111111-2222-3333-4444-555555555555`;
    return Promise.all([
      send(bff, 'GET', '/api/connections', { session }),
      ...[
        `${at}/status`,
        `${at}/pools`,
        pool,
        `${pool}/identities`,
        `${at}/roles`,
        `${at}/user-pools`,
        `${at}/oidc-providers`,
        `${at}/saml-providers`,
      ].map((path) => send(bff, 'GET', path, { session })),
      send(bff, 'DELETE', pool, { session, body: { confirm: 'x' } }),
    ]);
  }

  function expectNoCanary(answers: readonly Answer[]): void {
    const seen = [...answers.map(({ text, headers }) => `${JSON.stringify(headers)} ${text}`), ...bff.lines].join('\n');
    for (const canary of canaries) {
      for (const form of [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64')]) {
        expect(seen).not.toContain(form);
      }
    }
  }

  // The log has no finer level than the harness's `info`.
  it.each(profiles)('those of %s are in no answer, header or log line', async (connectionId, state) => {
    const folder = mkdtempSync(join(tmpdir(), 'lifeguard-aws-'));
    writeFileSync(join(folder, 'config'), config);
    writeFileSync(join(folder, 'credentials'), credentials);
    useAwsFiles(join(folder, 'config'), join(folder, 'credentials'));
    // What nothing answers is tried again until the time is over; the others end by themselves.
    bff = await startBff({ timeouts: state === 'unreachable' ? { readMs: 2000, writeMs: 2000 } : {} });
    const answers = await askEverything(connectionId);
    expect(answers[0]?.body.connections.map((item: { id: string }) => item.id)).toContain(connectionId);
    expect(answers[1]?.body.state).toBe(state);
    expect(answers[2]?.status).toBeGreaterThanOrEqual(400);
    expectNoCanary(answers);
  });

  it('those of the environment are in no answer, header or log line', async () => {
    Object.assign(process.env, variables);
    bff = await startBff({
      timeouts: { readMs: 2000, writeMs: 2000 },
      config: {
        connections: [
          {
            kind: 'assumeRole',
            id: 'prod',
            region,
            roleArn: 'arn:aws:iam::111122223333:role/Console',
            externalId: 'x1',
          },
        ],
      },
    });
    const answers = await askEverything('prod');
    expect(answers[1]?.body.state).toBe('unreachable');
    expectNoCanary(answers);
  });
});
