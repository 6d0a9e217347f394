import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import { poolEndpoints } from '@lifeguard/shared/api/pools';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createPool, emptyPool, type Everything, patch, send, startAll } from '../testing/harness.ts';

describe('bodies and ids', () => {
  let all: Everything;
  beforeAll(async () => {
    all = await startAll();
  });
  afterAll(() => all.close());

  const create = (members: object) =>
    all.call('POST', all.local('/pools'), { ...emptyPool, IdentityPoolName: 'x', ...members });
  const raw = (text: string | Uint8Array, headers: Record<string, string> = {}) =>
    send(all.bff, 'POST', all.local('/pools'), { session: all.session, raw: text, headers });

  it.each([
    ['too large', `{"IdentityPoolName":"${'x'.repeat(300 * 1024)}"}`, 413],
    ['10 MiB', `[${'1,'.repeat(5 * 1024 * 1024)}1]`, 413],
    ['a byte order mark', '\ufeff{}', 400],
    ['a duplicate key', '{"IdentityPoolName":"a","IdentityPoolName":"b"}', 400],
    ['an escaped duplicate key', '{"a":1,"\\u0061":2}', 400],
    ['NaN', '{"confirmCount":NaN}', 400],
    ['1e400', '{"AllowClassicFlow":1e400}', 400],
    ['bad UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400],
    ['nothing but a string', '"text"', 400],
    ['an empty object', '{}', 400],
  ])('%s is refused', async (_, text, status) => {
    const answer = await raw(text);
    expect(answer.body.status).toBe(status);
    expect(answer.body.code).toBe(status === 413 ? 'payload_too_large' : 'invalid_input');
  });

  it.each([
    ['a value', '{"IdentityPoolName":"a\\ud800"}', 'IdentityPoolName'],
    ['a value of a list', '{"SamlProviderARNs":["a","\\uDFFFb"]}', 'SamlProviderARNs.1'],
    ['a key', '{"IdentityPoolTags":{"\\ud83d":"x"}}', 'IdentityPoolTags'],
    ['the halves of a pair in the wrong order', '{"IdentityPoolName":"\\ude00\\ud83d"}', 'IdentityPoolName'],
  ])('half of a surrogate pair in %s is refused, with the name of the field', async (_, text, field) => {
    const answer = await raw(text);
    expect(answer.body).toMatchObject({ status: 400, fields: { [field]: [expect.stringContaining('Unicode')] } });
  });

  it('a whole pair that is written as escapes is taken', async () => {
    const answer = await raw(
      JSON.stringify({ ...emptyPool, IdentityPoolName: 'whole', IdentityPoolTags: { a: 'x' } }).replace(
        '"x"',
        '"\\ud83d\\ude00 \\\\ud800"',
      ),
    );
    // Refused, if at all, by the rules of tags.
    expect(answer.text).not.toContain('surrogate');
  });

  it('compressed bodies are not unpacked', async () => {
    const bomb = gzipSync('0'.repeat(5 * 1024 * 1024));
    expect((await raw(bomb, { 'Content-Encoding': 'gzip' })).body).toMatchObject({ status: 415 });
  });

  it('an endless chunked body is cut at the limit', async () => {
    const status = await endlessBody(all.bff.port, all.local('/pools'), {
      Cookie: all.session.cookie,
      'X-Console-CSRF': all.session.csrf,
    });
    expect(status).toBe(413);
  });

  it('deep and long JSON is refused without a stack overflow', async () => {
    const deep = await raw(`${'['.repeat(60_000)}${']'.repeat(60_000)}`);
    expect(deep.body).toMatchObject({ status: 400, code: 'invalid_input' });
    const long = await raw(`{"SamlProviderARNs":[${'1,'.repeat(10_000)}1]}`);
    expect(long.body).toMatchObject({ status: 400, fields: { SamlProviderARNs: [expect.stringContaining('10000')] } });
  });

  it.each([
    ['__proto__', '{"__proto__":{"polluted":1}}', '__proto__'],
    ['an escaped __proto__', '{"\\u005f_proto__":1}', '__proto__'],
    ['constructor.prototype', '{"constructor":{"prototype":{"polluted":1}}}', 'constructor'],
    ['a tag __proto__', '{"IdentityPoolTags":{"__proto__":"x"}}', 'IdentityPoolTags.__proto__'],
    ['a tag constructor', '{"IdentityPoolTags":{"constructor":"x"}}', 'IdentityPoolTags.constructor'],
    ['a provider __proto__', '{"SupportedLoginProviders":{"__proto__":"x"}}', 'SupportedLoginProviders.__proto__'],
  ])('%s is refused, with the field named', async (_, text, field) => {
    const answer = await raw(text);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(Object.keys(answer.body.fields)).toEqual([field]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('toString is refused as a tag key by the form rules, and later requests are not affected', async () => {
    expect((await create({ IdentityPoolTags: { toString: 'x' } })).body.fields).toHaveProperty([
      'IdentityPoolTags.toString',
    ]);
    expect((await create({})).status).toBe(200);
  });

  it('a pool that has the tag "constructor" already can still be edited', async () => {
    const { CognitoIdentityClient, CreateIdentityPoolCommand } = await import('@aws-sdk/client-cognito-identity');
    const client = new CognitoIdentityClient({
      region: 'us-east-1',
      endpoint: all.aws.url,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const tags = Object.fromEntries([['constructor', 'kept']]);
    const made = await client.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: 'odd',
        AllowUnauthenticatedIdentities: false,
        IdentityPoolTags: tags,
      }),
    );
    client.destroy();
    const pool = (await all.call('GET', all.local(`/pools/${made.IdentityPoolId}`))).body;
    const answer = await patch(all, pool, { IdentityPoolName: 'still odd' });
    expect(answer.body).toMatchObject({ outcome: 'applied', document: { IdentityPoolName: 'still odd' } });
    expect(answer.text).toContain('"constructor":"kept"');
    const tagged = await patch(all, answer.body, { IdentityPoolTags: { team: 'x' } });
    expect(tagged.body).toMatchObject({ outcome: 'applied', document: { IdentityPoolTags: { team: 'x' } } });
    expect(tagged.text).toContain('"constructor":"kept"');
  });

  it('a pool that has the tag "__proto__" can be read, alone and among others, and is not written', async () => {
    const { CognitoIdentityClient, CreateIdentityPoolCommand } = await import('@aws-sdk/client-cognito-identity');
    const client = new CognitoIdentityClient({
      endpoint: all.aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    const { IdentityPoolId } = await client.send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: 'very odd',
        AllowUnauthenticatedIdentities: false,
        IdentityPoolTags: Object.fromEntries([
          ['__proto__', 'x'],
          ['team', 'y'],
        ]),
      }),
    );
    client.destroy();
    const pool = (await all.call('GET', all.local(`/pools/${IdentityPoolId}`))).body;
    expect(pool.document.IdentityPoolTags).toEqual({ team: 'y' });
    expect(pool.unknownMembers).toEqual(['IdentityPoolTags.__proto__']);
    const other = await createPool(all);
    const ids = [IdentityPoolId, other.document.IdentityPoolId].join();
    const list = await all.call('GET', all.local(`/pools/summaries?ids=${encodeURIComponent(ids)}`));
    const { response } = poolEndpoints.summaries;
    expect(response.parse(JSON.parse(list.text)).summaries).toHaveLength(2);
    expect((await patch(all, pool, { IdentityPoolTags: {} })).status).toBeGreaterThanOrEqual(400);
    expect((await all.call('GET', all.local(`/pools/${IdentityPoolId}`))).body).toEqual(pool);
  });

  it.each([
    'us-east-1:..%0d%0aX:%20y',
    `us-east-1:11111111-2222-3333-4444-5555555555555`,
    'us-east-1:١١١١١١١١-2222-3333-4444-555555555555',
    'eu-west-1:11111111-2222-3333-4444-555555555555',
    'us-east-1:11111111%2F2222-3333-4444-555555555555',
    '%00',
    '%E0%A4%A',
    '..%2f..%2fx',
  ])('the pool id %s is refused before anything is sent', async (poolId) => {
    const answer = await all.call('GET', all.local(`/pools/${poolId.replace(/[^ -~]/g, encodeURIComponent)}`));
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(answer.headers).not.toHaveProperty('x');
  });

  it('identities of another region are refused', async () => {
    const pool = await createPool(all);
    const foreign = 'eu-west-1:11111111-2222-3333-4444-555555555555';
    const path = all.local(`/pools/${pool.document.IdentityPoolId}/identities`);
    expect((await all.call('GET', `${path}/${foreign}`)).status).toBe(400);
    const answer = await all.call('POST', `${path}/delete`, { IdentityIds: [foreign], confirmCount: 1 });
    expect(answer.body).toMatchObject({
      status: 400,
      fields: { 'IdentityIds.0': [expect.stringContaining('eu-west-1')] },
    });
  });

  it.each(["' OR 1=1 --", 'a\u0000b', '\ud800', '😀', '"><script>', '{{7*7}}', '\u202eabc', '=cmd()'])(
    '51: %j in any text field is stored or refused, never an error of ours',
    async (text) => {
      for (const members of [
        { IdentityPoolName: text },
        { DeveloperProviderName: text },
        { IdentityPoolTags: { [text]: 'x' } },
        { IdentityPoolTags: { x: text } },
        { SupportedLoginProviders: { 'accounts.google.com': text } },
        { OpenIdConnectProviderARNs: [text] },
        { Roles: { authenticated: text } },
        { CognitoIdentityProviders: [{ ProviderName: text, ClientId: text, ServerSideTokenCheck: false }] },
      ]) {
        expect([200, 400]).toContain((await create(members)).status);
      }
      const pool = await createPool(all);
      const path = all.local(`/pools/${pool.document.IdentityPoolId}`);
      const mismatch = text.isWellFormed() ? 422 : 400;
      expect((await all.call('DELETE', path, { confirm: text })).status).toBe(mismatch);
      const page = await all.call(
        'GET',
        `${path}/identities?nextToken=${encodeURIComponent(text.replace('\ud800', '%'))}`,
      );
      expect(page.status).toBe(400);
    },
  );

  it('hostile strings are refused, and keep no pattern busy for ever', async () => {
    const evil = [
      'a-'.repeat(25_000),
      `us-east-1:${'1'.repeat(50_000)}`,
      `arn:aws:iam::${'1'.repeat(50_000)}`,
      ' '.repeat(50_000),
    ];
    for (const text of evil) {
      expect(
        (await create({ IdentityPoolName: text, IdentityPoolTags: { [text]: text }, Roles: { authenticated: text } }))
          .status,
      ).toBe(400);
    }
  });
});

/** Sends chunks until the server answers. */
function endlessBody(port: number, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      const lines = Object.entries({
        Host: `127.0.0.1:${port}`,
        'Content-Type': 'application/json',
        'Transfer-Encoding': 'chunked',
        ...headers,
      });
      socket.write(`POST ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
      pump();
    });
    const chunk = `4000\r\n${'x'.repeat(0x4000)}\r\n`;
    function pump(): void {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', pump);
    socket.on('data', (data) => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(data.toString('latin1'))?.[1] ?? 0));
    });
    socket.on('error', reject);
  });
}
