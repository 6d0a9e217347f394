import { createHash } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { type ClientRequest, createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ConfiguredConnection } from '@lifeguard/aws/client/configured-connections';
import { afterEach, beforeAll, afterAll, describe, expect, it } from 'vitest';

import { send, startBff, useAwsFiles } from '../../testing/harness.ts';

/** A region that AWS does not have: no name of its hosts leads anywhere, so that the canaries stay here. */
const region = 'xx-nowhere-1';
const role = 'arn:aws:iam::111122223333:role/canary';

/** What somebody listens to at the address that the user has configured for another AWS. */
const received: string[] = [];
/** Host of every request that this process begins. */
const asked: string[] = [];
let listener: Server;
let endpoint: string;
let home: string;

const remember = (message: unknown) => {
  const { request } = message as { readonly request: ClientRequest };
  asked.push(String(request.getHeader('host')));
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'lifeguard-home-'));
  listener = createServer((req, res) => {
    let text = `${req.method} ${req.url} ${JSON.stringify(req.headers)}`;
    req.on('data', (chunk: Buffer) => (text += chunk.toString()));
    req.on('end', () => {
      received.push(text);
      res.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  diagnostics.subscribe('http.client.request.start', remember);
});
afterAll(() => {
  diagnostics.unsubscribe('http.client.request.start', remember);
  listener.close();
});
afterEach(() => {
  received.length = 0;
  asked.length = 0;
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
});

const keys = 'aws_access_key_id = AKIACANARYCANARYCAN1\naws_secret_access_key = canary\naws_session_token = canary\n';
const ssoProfile = `[profile opened]
region = ${region}
sso_session = main
sso_account_id = 111122223333
sso_role_name = Admin
[sso-session main]
sso_region = ${region}
sso_start_url = https://example.awsapps.com/start
sso_registration_scopes = sso:account:access
`;

interface Kind {
  readonly name: string;
  /** Of ~/.aws/config. */
  readonly config: () => string;
  readonly connection: ConfiguredConnection;
  /** Who must have been asked for credentials, at least. */
  readonly host: string;
}

const opened: ConfiguredConnection = { id: 'canary', kind: 'profile', profile: 'opened', region };

const kinds: readonly Kind[] = [
  { name: 'SSO', config: () => ssoToken('2099-01-01T00:00:00Z'), connection: opened, host: `portal.sso.${region}` },
  {
    name: 'a role with a source profile',
    config: () =>
      `[profile opened]\nregion = ${region}\nrole_arn = ${role}\nsource_profile = base\n[profile base]\n${keys}`,
    connection: opened,
    host: `sts.${region}`,
  },
  {
    name: 'credential_process',
    config: () => `[profile opened]\nregion = ${region}\ncredential_process = ${printsKeys()}\n`,
    connection: opened,
    host: `sts.${region}`,
  },
  {
    name: 'a role with a source profile of credential_process',
    config: () =>
      `[profile opened]\nregion = ${region}\nrole_arn = ${role}\nsource_profile = base\n` +
      `[profile base]\ncredential_process = ${printsKeys()}\n`,
    connection: opened,
    host: `sts.${region}`,
  },
  {
    name: 'web identity',
    config: () =>
      `[profile opened]\nregion = ${region}\nrole_arn = ${role}\nweb_identity_token_file = ${file('jwt', 'a.canary.jwt')}\n`,
    connection: opened,
    host: `sts.${region}`,
  },
  {
    name: 'a connection that assumes a role from a profile',
    config: () => `[profile base]\n${keys}`,
    connection: { id: 'canary', kind: 'assumeRole', roleArn: role, sourceProfile: 'base', region },
    host: `sts.${region}`,
  },
  {
    name: 'a connection that assumes a role from the default chain',
    config: () => '',
    connection: { id: 'canary', kind: 'assumeRole', roleArn: role, region },
    host: `sts.${region}`,
  },
];

interface Trigger {
  readonly name: string;
  readonly set: () => void;
  /** What the default profile says. */
  readonly profile: () => string;
}

const services = ['STS', 'SSO', 'SSO_OIDC', 'COGNITO_IDENTITY', 'IAM'];
const none = () => '';

const triggers: readonly Trigger[] = [
  { name: 'AWS_ENDPOINT_URL', set: () => (process.env.AWS_ENDPOINT_URL = endpoint), profile: none },
  {
    name: 'a variable for each service',
    set: () => services.forEach((service) => (process.env[`AWS_ENDPOINT_URL_${service}`] = endpoint)),
    profile: none,
  },
  { name: 'endpoint_url in the default profile', set: none, profile: () => `endpoint_url = ${endpoint}\n` },
  {
    name: 'a services section of the default profile',
    set: none,
    profile: () =>
      `services = elsewhere\n[services elsewhere]\n${services.map((service) => `${service.toLowerCase()} =\n  endpoint_url = ${endpoint}\n`).join('')}`,
  },
  {
    name: 'AWS_ENDPOINT_URL beside a wish to follow it',
    set: () => {
      process.env.AWS_ENDPOINT_URL = endpoint;
      process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'false';
    },
    profile: () => 'ignore_configured_endpoint_urls = false\n',
  },
];

describe.each(kinds)('the credentials of $name', ({ config, connection, host }) => {
  it.each(triggers)('do not follow $name', async ({ set, profile }) => {
    const { status, hosts } = await open(config, connection, [set], profile);
    expect(status).toBe(200);
    expect(received).toEqual([]);
    expect(hosts).toContain(host);
    expect(hosts.filter((name) => !name.endsWith(`.${region}`))).toEqual([]);
  });
});

// The SDK tries to refresh a token once in 30 seconds, so that this can be seen only once: with all triggers together.
it('the credentials of an SSO session that must be refreshed follow nothing', async () => {
  const { hosts, body } = await open(
    () => ssoToken('2020-01-01T00:00:00Z'),
    opened,
    triggers.map(({ set }) => set),
    () => `ignore_configured_endpoint_urls = false\nendpoint_url = ${endpoint}\n`,
  );
  expect(received).toEqual([]);
  expect(hosts).toContain(`oidc.${region}`);
  // The SDK says that it has expired, although with a network it might be refreshed.
  expect(body).toMatchObject({ state: 'unreachable', message: expect.stringContaining(`oidc.${region}`) });
  expect(hosts.filter((name) => !name.endsWith(`.${region}`))).toEqual([]);
});

it('an SSO sign-in is asked where it was made, whatever the region of the connection', async () => {
  const config = () => ssoToken('2099-01-01T00:00:00Z').replace(`sso_region = ${region}`, `sso_region = sso-${region}`);
  const { hosts, body } = await open(config, opened, [], none);
  expect(hosts).toContain(`portal.sso.sso-${region}`);
  expect(body).toMatchObject({ state: 'unreachable', message: expect.stringContaining('portal.sso.') });
  expect(JSON.stringify(body)).not.toMatch(/expired|sso login/);
  expect(hosts).not.toContain(`portal.sso.${region}`);
});

/** Opens the connection through the console. @returns the hosts that were asked, without AWS's domain */
async function open(
  config: () => string,
  connection: ConfiguredConnection,
  triggered: readonly (() => void)[],
  profile: () => string,
): Promise<{ status: number; hosts: string[]; body: unknown }> {
  process.env.HOME = home;
  process.env.USERPROFILE = home;
  useAwsFiles(file('config', `[default]\n${keys}${profile()}${config()}`), file('credentials', ''));
  for (const set of triggered) set();
  const bff = await startBff({ config: { connections: [connection] } });
  const answer = await send(bff, 'GET', '/api/connections/canary/status', { session: await bff.signIn() });
  await bff.close();
  const hosts = asked.filter((name) => name !== `127.0.0.1:${bff.port}`);
  return {
    status: answer.status,
    body: answer.body,
    hosts: hosts.map((name) => name.replace(/\.amazonaws\.com$/, '')),
  };
}

/** The profile of a person who has signed in with SSO. @param expiresAt of the token in the cache of the AWS CLI */
function ssoToken(expiresAt: string): string {
  const folder = join(home, '.aws', 'sso', 'cache');
  mkdirSync(folder, { recursive: true });
  const token = {
    accessToken: 'canary',
    expiresAt,
    refreshToken: 'canary',
    clientId: 'canary',
    clientSecret: 'canary',
    registrationExpiresAt: '2099-01-01T00:00:00Z',
  };
  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
  writeFileSync(join(folder, `${createHash('sha1').update('main').digest('hex')}.json`), JSON.stringify(token));
  return ssoProfile;
}

function printsKeys(): string {
  const answer = { Version: 1, AccessKeyId: 'AKIACANARYCANARYCAN2', SecretAccessKey: 'canary', SessionToken: 'canary' };
  return `${process.execPath} ${file('keys.js', `console.log(${JSON.stringify(JSON.stringify(answer))})`)}`;
}

function file(name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
}
