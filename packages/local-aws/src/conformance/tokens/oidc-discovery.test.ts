import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { DeleteOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import { exportJWK, generateKeyPair, type JSONWebKeySet, SignJWT } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';

import { loginBed, refused, unsupported, unverified } from '../support/logins.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
const bed = loginBed(aws);
const issuers: { close(): void }[] = [];
afterAll(async () => {
  for (const issuer of issuers) issuer.close();
  await aws.close();
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Key {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwks: JSONWebKeySet;
}

async function newKey(kid: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  return { kid, privateKey, jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] } };
}

const key = await newKey('first');

/** An OpenID Connect provider on this machine. `paths` says what it answers in place of its two documents. */
async function startIssuer(paths: Readonly<Record<string, (url: string) => Handler>> = {}, path = '') {
  const requests: string[] = [];
  const answers: Record<string, Handler> = {};
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    const handler = answers[request.url ?? ''] ?? status(404);
    handler(request, response);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${path}`;
  const handlers = {
    [`${path}${discovery}`]: () => json(documentOf(url)),
    [`${path}/keys`]: () => json(key.jwks),
    ...paths,
  };
  for (const [name, handler] of Object.entries(handlers)) answers[name] = handler(url);
  const issuer = {
    url,
    requests,
    answers,
    open: () => listen(port),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  issuers.push(issuer);
  const provider = await bed.oidcProvider(url);
  const IdentityPoolId = await bed.pool({ OpenIdConnectProviderARNs: [provider.arn] });
  return {
    ...issuer,
    arn: provider.arn,
    /** GetId with a token that the issuer has signed. */
    async getId(sub = 'alice', signer: Pick<Key, 'kid' | 'privateKey'> = key): Promise<string> {
      const token = await new SignJWT({ iss: url, sub, aud: provider.audience })
        .setProtectedHeader({ alg: 'RS256', kid: signer.kid })
        .setExpirationTime('1h')
        .sign(signer.privateKey);
      return bed.getId(IdentityPoolId, { [provider.key]: token });
    },
    getIdWith: (token: string) => bed.getId(IdentityPoolId, { [provider.key]: token }),
    minted: (sub: string) => aws.loginToken(provider.key, { sub, aud: provider.audience, iss: url }),
  };
}

const discovery = '/.well-known/openid-configuration';

/** The same whatever is wrong: nobody learns from it what listens on this machine. */
const unusable = refused(
  'The OpenID provider of the token could not be used. The log of the local AWS says why.',
  'ExternalServiceException',
);

function documentOf(url: string): object {
  return { issuer: url, jwks_uri: `${url}/keys` };
}

function json(body: unknown): Handler {
  return (_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  };
}

function status(code: number, headers: Record<string, string> = {}): Handler {
  return (_request, response) => {
    response.writeHead(code, headers).end();
  };
}

// AWS reaches no issuer on this machine.
describe.runIf(!isRemote)('an issuer on the loopback interface', () => {
  it('is asked for its keys once, for many users at once', async () => {
    const issuer = await startIssuer();
    const users = Array.from({ length: 12 }, (_, index) => `user${index % 6}`);
    const ids = await Promise.all(users.map((sub) => issuer.getId(sub)));
    expect(new Set(ids).size).toBe(6);
    expect(await issuer.getId('user0')).toBe(ids[0]);
    expect(issuer.requests).toEqual([discovery, '/keys']);
  });

  it('may have a path, as realms have', async () => {
    const issuer = await startIssuer({}, '/realms/one');
    expect(await issuer.getId()).toBe(await issuer.getId());
    expect(issuer.requests).toEqual([`/realms/one${discovery}`, '/realms/one/keys']);
  });

  it('alone can sign: not another key under its id, nor the one that makes tokens for everybody', async () => {
    const issuer = await startIssuer();
    const { privateKey } = await newKey('any');
    expect(await failureOf(issuer.getId('alice', { kid: 'first', privateKey }))).toEqual(unverified);
    expect(await failureOf(issuer.getId('alice', { kid: 'unknown', privateKey }))).toEqual(unverified);
    expect(await failureOf(issuer.getIdWith(await issuer.minted('alice')))).toEqual(unverified);
  });

  // The two that take their time, side by side.
  it.concurrent('is believed when it changes its key', async () => {
    const issuer = await startIssuer();
    const alice = await issuer.getId();
    const second = await newKey('second');
    issuer.answers['/keys'] = json({ keys: [...key.jwks.keys, ...second.jwks.keys] });
    // Unknown keys are looked up once a second at most.
    await expect.poll(() => issuer.getId('alice', second).catch(String)).toBe(alice);
    expect(await issuer.getId()).toBe(alice);
  });

  it.concurrent('that never answers is given up', async () => {
    const issuer = await startIssuer({ [discovery]: () => () => {} });
    expect((await failureOf(issuer.getId())).code).toBe('ExternalServiceException');
  });

  it('has only users of its own: the token of a second issuer is refused', async () => {
    const [one, two] = [await startIssuer(), await startIssuer()];
    const token = await new SignJWT({ iss: two.url, sub: 'alice', aud: 'oidc-client' })
      .setProtectedHeader({ alg: 'RS256', kid: 'first' })
      .setExpirationTime('1h')
      .sign(key.privateKey);
    expect(await failureOf(one.getIdWith(token))).toEqual(
      refused("Invalid login token. Issuer doesn't match providerName"),
    );
    expect(one.requests).toEqual([]);
    await two.getIdWith(token);
  });

  it('is trusted no longer than it is in IAM', async () => {
    const issuer = await startIssuer();
    await issuer.getId();
    await aws.iam.send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: issuer.arn }));
    expect(await failureOf(issuer.getId())).toEqual(unsupported);
  });

  it('with a key too short for RS256 lets nobody in', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'weak', alg: 'RS256' };
    const issuer = await startIssuer({ '/keys': () => json({ keys: [jwk] }) });
    const exp = Math.floor(Date.now() / 1000) + 60;
    const signed = [
      { alg: 'RS256', kid: 'weak' },
      { iss: issuer.url, sub: 'alice', aud: 'oidc-client', exp },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url');
    expect(await failureOf(issuer.getIdWith(`${signed}.${signature}`))).toEqual(unverified);
  });

  const broken: [string, Readonly<Record<string, (url: string) => Handler>>][] = [
    ['whose document names another issuer', { [discovery]: (url) => json({ ...documentOf(url), issuer: `${url}/x` }) }],
    ['whose document is not JSON', { [discovery]: () => (_request, response) => response.end('<html>') }],
    ['whose document lacks its keys', { [discovery]: (url) => json({ issuer: url }) }],
    ['without a document', { [discovery]: () => status(404) }],
    [
      'whose document is an error',
      {
        [discovery]: (url) => (request, response) => {
          response.statusCode = 500;
          json(documentOf(url))(request, response);
        },
      },
    ],
    [
      'whose document is elsewhere',
      {
        [discovery]: (url) => status(302, { location: `${url}/moved` }),
        '/moved': (url) => json(documentOf(url)),
      },
    ],
    ['whose document is too large', { [discovery]: (url) => json({ ...documentOf(url), more: 'x'.repeat(300_000) }) }],
    ['whose document never ends', { [discovery]: () => endless }],
    [
      'whose keys are elsewhere',
      { '/keys': (url) => status(307, { location: `${url}/moved` }), '/moved': () => json(key.jwks) },
    ],
    ['whose keys are missing', { '/keys': () => status(404) }],
    ['whose keys are not a key set', { '/keys': () => json([]) }],
    ['whose keys are too large', { '/keys': () => json({ ...key.jwks, more: 'x'.repeat(300_000) }) }],
    ['that hangs up', { [discovery]: () => (request) => request.destroy() }],
    ['that hangs up on its keys', { '/keys': () => (request) => request.destroy() }],
  ];

  it.each(broken)('%s lets nobody in', async (_subject, paths) => {
    const issuer = await startIssuer(paths);
    expect(await failureOf(issuer.getId())).toEqual(unusable);
    expect(issuer.requests).not.toContain('/moved');
  });

  it.each([
    'http://192.0.2.1/keys',
    'http://localhost.example.com/keys',
    'http://127.0.0.1@example.com/keys',
    'https://127.0.0.1/keys',
    'file:///etc/passwd',
  ])('is not followed to keys at %s', async (jwks_uri) => {
    const issuer = await startIssuer({ [discovery]: (url) => json({ issuer: url, jwks_uri }) });
    expect(await failureOf(issuer.getId())).toEqual(unusable);
    expect(aws.log.at(-1)).toContain('its keys are not on the loopback interface');
  });

  it('that is down is asked again once it is up', async () => {
    const issuer = await startIssuer();
    issuer.close();
    expect(await failureOf(issuer.getId())).toEqual(unusable);
    expect(aws.log.at(-1)).toContain('it does not answer');
    await issuer.open();
    expect(await issuer.getId()).toMatch(aws.region);
  });
});

const endless: Handler = (_request, response) => {
  const more = () => {
    while (response.write(' '.repeat(16_384)));
  };
  response.on('drain', more);
  more();
};
