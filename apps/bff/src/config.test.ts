import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { ConfigError, environment, readConfig } from './config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'lifeguard-config-')), 'connections.yaml');
  writeFileSync(path, text);
  return path;
}

describe('configuration', () => {
  it('has defaults for everything', () => {
    expect(readConfig({ PORT: '' })).toMatchObject({
      port: 8080,
      localAwsPort: 4599,
      bind: '127.0.0.1',
      connections: [],
      defaultRegion: 'us-east-1',
      developerTokens: false,
    });
    expect(readConfig({ LIFEGUARD_DEVELOPER_TOKENS: 'on' }).developerTokens).toBe(true);
  });

  it('reads connections from YAML or JSON', () => {
    const yaml =
      'connections:\n  - { id: prod, kind: assumeRole, roleArn: "arn:aws:iam::111122223333:role/C", accountId: "111122223333" }\n';
    expect(readConfig({ LIFEGUARD_CONFIG: fileWith(yaml) }).connections[0]).toMatchObject({
      id: 'prod',
      kind: 'assumeRole',
    });
    const json = JSON.stringify({ connections: [{ id: 'dev', kind: 'profile', profile: 'dev', readOnly: true }] });
    expect(readConfig({ LIFEGUARD_CONFIG: fileWith(json) }).connections[0]).toMatchObject({
      profile: 'dev',
      readOnly: true,
    });
  });

  it.each([
    [{ LIFEGUARD_DEVELOPER_TOKENS: 'yes' }, 'on or off'],
    [{ LIFEGUARD_BIND: '0.0.0.0' }, 'other machines'],
    [{ LIFEGUARD_BIND: '::' }, 'other machines'],
    [{ LIFEGUARD_BIND: '192.168.1.5' }, 'other machines'],
    [{ AUTH: 'none' }, 'does not exist'],
    [{ AUTH: 'basic' }, 'does not exist'],
    [{ AUTH: 'oidc', PUBLIC_URL: 'https://x.example' }, 'not built yet'],
    [{ AUTH: 'oidc', PUBLIC_URL: 'http://x.example' }, 'https://'],
    [{ TRUST_PROXY: 'true' }, 'anybody'],
    [{ TRUST_PROXY: '0.0.0.0/0' }, 'anybody'],
    [{ TRUST_PROXY: '10.0.0.1,::/0' }, 'anybody'],
    [{ TRUST_PROXY: '0.0.0.0/1' }, 'anybody'],
    [{ TRUST_PROXY: '128.0.0.0/7' }, 'anybody'],
    [{ TRUST_PROXY: '2000::/3' }, 'anybody'],
    [{ TRUST_PROXY: '::ffff:0:0/96' }, 'anybody'],
    [{ TRUST_PROXY: '::ffff:8000:0/97' }, 'anybody'],
    [{ TRUST_PROXY: '::/80' }, 'anybody'],
    [{ TRUST_PROXY: '300.0.0.1' }, 'is none'],
    [{ TRUST_PROXY: '10.0.0.1/33' }, 'is none'],
    [{ TRUST_PROXY: 'proxy.example' }, 'is none'],
    [{ AWS_REGION: 'nowhere' }, 'AWS_REGION=nowhere is not the name of an AWS region'],
    [{ AWS_DEFAULT_REGION: 'EU-central-1' }, 'AWS_DEFAULT_REGION=EU-central-1'],
    [{ LIFEGUARD_CONFIG: tmpdir() }, 'it is a folder'],
    [{ PORT: 'abc' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ LIFEGUARD_REQUESTS_PER_SECOND: '0' }, 'LIFEGUARD_REQUESTS_PER_SECOND'],
    [{ LIFEGUARD_LOG_LEVEL: 'all' }, 'LIFEGUARD_LOG_LEVEL'],
    [{ LIFEGUARD_CONFIG: '/nonexistent' }, 'no such file'],
    [{ LIFEGUARD_CONFIG: fileWith('connections: [{ id: local, kind: profile, profile: x }]') }, 'embedded'],
    [
      { LIFEGUARD_CONFIG: fileWith('connections: [{ id: a, kind: profile, profile: x, endpoint: "http://evil" }]') },
      'endpoint',
    ],
    [{ LIFEGUARD_CONFIG: fileWith('{{') }, 'neither JSON nor YAML'],
  ])('%j is refused with a clear sentence', (env, text) => {
    expect(problemsOf(env).join('\n')).toContain(text);
  });

  it.each(['10.0.0.1', '10.0.0.0/8,192.168.0.0/16', 'fc00::/7', 'fe80::1', '::1/128', '::ffff:10.0.0.0/104'])(
    "proxies of a network of one's own are taken: %s",
    (TRUST_PROXY) => expect(readConfig({ TRUST_PROXY }).trustedProxies).toEqual(TRUST_PROXY.split(',')),
  );

  it('what is wrong is said once', () => {
    expect(problemsOf({ AUTH: 'oidc' })).toEqual([expect.stringContaining('not built yet')]);
  });

  it('every problem is told at once', () => {
    expect(problemsOf({ LIFEGUARD_BIND: '0.0.0.0', AUTH: 'none', TRUST_PROXY: 'true', PORT: 'x' }).length).toBe(4);
  });
});

/** What the AWS SDK reads by itself. */
const readByOthers = ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_EC2_METADATA_DISABLED'];

it('README lists every variable, and no other', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const table = readme.slice(readme.indexOf('| variable | default |'));
  const listed = [...table.matchAll(/^\| `([A-Z_0-9]+)` \|/gm)].map((match) => match[1] ?? '');
  expect(listed.toSorted()).toEqual([...Object.keys(environment.shape), ...readByOthers].toSorted());
});

describe('the process', () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const run = (env: Record<string, string>) =>
    spawn(process.execPath, ['--no-warnings', main], {
      env: { ...process.env, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('does not start on an open address, and exits with 78', async () => {
    const child = run({ LIFEGUARD_BIND: '0.0.0.0' });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(78);
    expect(text).toContain('LIFEGUARD_BIND=0.0.0.0');
  });

  it('prints one line with the link when it is ready, and ends cleanly on SIGTERM', async () => {
    const child = run({ AWS_CONFIG_FILE: '/nonexistent', LIFEGUARD_LOG_LEVEL: 'warn', CANARY_SECRET: 'CANARY-9e2c' });
    let text = '';
    const line = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(text.trim());
      });
    });
    expect(line).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}$/);
    const port = new URL(line).port;
    expect((await fetch(`http://127.0.0.1:${port}/api/session`, { headers: { 'X-Console-CSRF': 'x' } })).status).toBe(
      401,
    );
    child.kill('SIGTERM');
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) =>
      child.once('close', (...end) => resolve(end)),
    );
    expect([code, signal]).toEqual([0, null]);
    expect(text.trim()).toBe(line);
  });
});
