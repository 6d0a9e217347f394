import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, describe, expect, it } from 'vitest';

import { send } from './support/http.ts';
import { loginBed } from './support/logins.ts';
import { failureOf, isRemote, startAws } from './support/setup.ts';
import { signedHeaders } from './support/sign.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const root = { accessKeyId: 'test', secretAccessKey: 'test' };
const elsewhere = ['https://evil.example', 'null', 'http://127.0.0.1.evil.example', 'http://evil.example:4599', ''];
const ofThisMachine = ['http://localhost:3000', 'http://127.0.0.1:5173', 'http://[::1]:8080', 'https://localhost'];

/** A call of IAM, as a page of this origin would send it. */
function iamFrom(origin: string, parameters: Readonly<Record<string, string>>) {
  const body = new URLSearchParams({ Version: '2010-05-08', ...parameters }).toString();
  const headers = { origin, 'content-type': 'application/x-www-form-urlencoded' };
  const request = { url: aws.url, headers, body, region: 'us-east-1', service: 'iam', credentials: root };
  return send(aws.url, { headers: signedHeaders(request), body });
}

// AWS has no credentials that everybody knows.
describe.skipIf(isRemote)('a web page', () => {
  it.each(elsewhere)('of %j may not list, make or delete with the root credentials', async (origin) => {
    const { IdentityPoolId } = await aws.createPool();
    for (const [operation, input] of [
      ['ListIdentityPools', { MaxResults: 60 }],
      ['CreateIdentityPool', { IdentityPoolName: 'theirs', AllowUnauthenticatedIdentities: true }],
      ['DeleteIdentityPool', { IdentityPoolId }],
    ] as const) {
      const answer = await aws.raw(operation, input, { headers: { origin } });
      expect(JSON.parse(answer.text)).toEqual({
        __type: 'AccessDeniedException',
        Message: expect.stringContaining('of this machine only'),
      });
    }
    const iam = await iamFrom(origin, { Action: 'ListRoles' });
    expect([iam.status, iam.text]).toEqual([403, expect.stringContaining('<Code>AccessDenied</Code>')]);
    const { text } = await aws.raw('ListIdentityPools', { MaxResults: 60 });
    expect(text).toContain(IdentityPoolId);
    expect(text).not.toContain('theirs');
  });

  it.each(ofThisMachine)('of %s may do everything', async (origin) => {
    expect((await aws.raw('ListIdentityPools', { MaxResults: 1 }, { headers: { origin } })).status).toBe(200);
  });

  it('from elsewhere may call the public operations, and sign with temporary credentials', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const headers = { origin: 'https://app.example' };
    for (const credentials of [root, 'none'] as const) {
      expect((await aws.raw('GetId', { IdentityPoolId }, { headers, credentials })).status).toBe(200);
    }
    const credentials = await aws.sessionWith([{ Effect: 'Allow', Action: 'cognito-identity:*', Resource: '*' }]);
    expect((await aws.raw('ListIdentityPools', { MaxResults: 1 }, { headers, credentials })).status).toBe(200);
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1.evil.example', 'localhost.'])(
    'whose name %s leads here reaches nothing',
    async (host) => {
      for (const [method, path] of [
        ['POST', '/'],
        ['OPTIONS', '/'],
        ['GET', '/.well-known/openid-configuration'],
        ['GET', '/_local/health'],
      ] as const) {
        const answer = await send(`${aws.url}${path}`, { method, headers: { host, origin: `http://${host}` } });
        expect(answer.status).toBe(403);
        expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
      }
    },
  );

  it('has no port of this machine called by an OpenID Connect provider of its making', async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const open = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const messages = await Promise.all(
      [open, `http://127.0.0.1:1/${randomUUID()}`].map(async (url) => {
        const made = await iamFrom('http://localhost:3000', {
          Action: 'CreateOpenIDConnectProvider',
          Url: url,
          'ClientIDList.member.1': 'app',
        });
        expect(made.status).toBe(200);
        const key = url.replace('http://', '');
        const arn = `arn:aws:iam::${aws.account}:oidc-provider/${key}`;
        const IdentityPoolId = await bed.pool({ OpenIdConnectProviderARNs: [arn] });
        const token = await aws.loginToken(key, { sub: 'alice', aud: 'app', iss: url });
        const forged = `${token.slice(0, -8)}AAAAAAAA`;
        return (await failureOf(bed.getId(IdentityPoolId, { [key]: forged }))).message;
      }),
    );
    server.close();
    expect(new Set(messages)).toEqual(new Set(["Invalid login token. Couldn't verify signed token."]));
    expect(requests).toEqual([]);
  });
});
