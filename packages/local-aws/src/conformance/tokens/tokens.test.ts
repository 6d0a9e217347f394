import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { CreateOpenIDConnectProviderCommand } from '@aws-sdk/client-iam';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';

import { isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const commonIssuer = 'https://cognito-identity.amazonaws.com';
const arnClaim = 'https://cognito-identity.amazonaws.com/identity-pool-arn';
const userPool = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abc`;
const oidcArn = `arn:aws:iam::${aws.account}:oidc-provider/id.example.com/a`;

async function newPool(client: CognitoIdentityClient): Promise<string> {
  const input = { IdentityPoolName: 'tokens', AllowUnauthenticatedIdentities: true };
  const { IdentityPoolId = '' } = await client.send(new CreateIdentityPoolCommand(input));
  return IdentityPoolId;
}

async function tokenOf(client: CognitoIdentityClient, IdentityPoolId: string, Logins: Record<string, string> = {}) {
  const { IdentityId = '' } = await client.send(new GetIdCommand({ IdentityPoolId, Logins }));
  const { Token = '' } = await client.send(new GetOpenIdTokenCommand({ IdentityId, Logins }));
  return { IdentityId, Token };
}

/** One of the token's parts, as its bytes say it. */
function part(token: string, index: number): string {
  return Buffer.from(token.split('.')[index] ?? '', 'base64url').toString('utf8');
}

interface Discovery {
  readonly issuer: string;
  readonly jwks_uri: string;
  readonly id_token_signing_alg_values_supported: string[];
}

async function document<T>(url: string): Promise<T> {
  return (await (await fetch(url)).json()) as T;
}

/** Checks a token as any client of OpenID Connect would: knowing the issuer's address alone. */
async function verify(url: string, token: string, audience: string) {
  const found = await document<Discovery>(`${url}/.well-known/openid-configuration`);
  const { issuer, jwks_uri, id_token_signing_alg_values_supported: algorithms } = found;
  return jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), { issuer, audience, algorithms });
}

const publishedKeys = async () => (await document<{ keys: { kid: string }[] }>(`${aws.url}/.well-known/jwks_uri`)).keys;

describe('a token', () => {
  it('of a guest has the header and the claims of AWS in their order, and lasts for ten minutes', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const { IdentityId, Token } = await tokenOf(aws.cognito, IdentityPoolId);
    const { iat = 0 } = decodeJwt(Token);
    expect(Math.abs(iat - Date.now() / 1000)).toBeLessThan(60);
    expect(part(Token, 0)).toBe(`{"kid":"${aws.region}-1","typ":"JWS","alg":"RS512"}`);
    const poolArn = `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${IdentityPoolId}`;
    expect(part(Token, 1)).toBe(
      `{"sub":"${IdentityId}","aud":"${IdentityPoolId}","amr":["unauthenticated"],"iss":"${commonIssuer}",` +
        `"${arnClaim}":"${poolArn}","exp":${iat + 600},"iat":${iat}}`,
    );
    expect(Buffer.from(Token.split('.')[2] ?? '', 'base64url')).toHaveLength(256);
  });

  it.each([
    ['us-east-1', commonIssuer, undefined],
    ['eu-central-1', commonIssuer, 'arn:aws:cognito-identity:eu-central-1:'],
    ['cn-north-1', 'https://cognito-identity.cn-north-1.amazonaws.com.cn', 'arn:aws-cn:cognito-identity:cn-north-1:'],
    [
      'us-gov-west-1',
      'https://cognito-identity.us-gov-west-1.amazonaws.com',
      'arn:aws-us-gov:cognito-identity:us-gov-west-1:',
    ],
  ])('of %s is issued by %s', async (region, iss, arnStart) => {
    const client = aws.cognitoIn(region);
    const IdentityPoolId = await newPool(client);
    const { Token } = await tokenOf(client, IdentityPoolId);
    const arn = arnStart && `${arnStart}${aws.account}:identitypool/${IdentityPoolId}`;
    expect(decodeProtectedHeader(Token).kid).toBe(`${region}-1`);
    expect(decodeJwt(Token).iss).toBe(iss);
    expect(decodeJwt(Token)[arnClaim]).toBe(arn);
    client.destroy();
  });

  it('is verified with nothing but the documents of its issuer', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const { IdentityId, Token } = await tokenOf(aws.cognito, IdentityPoolId);
    const { payload, protectedHeader } = await verify(aws.url, Token, IdentityPoolId);
    expect([payload.sub, protectedHeader.alg]).toEqual([IdentityId, 'RS512']);
    const [header, , signature] = Token.split('.');
    const claims = Buffer.from(part(Token, 1).replace('unauthenticated', 'authenticated')).toString('base64url');
    await expect(verify(aws.url, `${header}.${claims}.${signature}`, IdentityPoolId)).rejects.toThrow(
      'signature verification failed',
    );
  });

  it('is signed by one key though the first two of a region were asked for at once', async () => {
    const client = aws.cognitoIn('eu-west-3');
    const IdentityPoolId = await newPool(client);
    const tokens = await Promise.all([tokenOf(client, IdentityPoolId), tokenOf(client, IdentityPoolId)]);
    for (const { Token } of tokens) await verify(aws.url, Token, IdentityPoolId);
    expect((await publishedKeys()).filter(({ kid }) => kid.startsWith('eu-west-3'))).toHaveLength(1);
    client.destroy();
  });
});

describe('the documents of the issuer', () => {
  it('name RS512 and the keys, which have their public members only, for thirty days', async () => {
    const { IdentityPoolId } = await aws.createPool();
    await tokenOf(aws.cognito, IdentityPoolId);
    const configuration = await fetch(`${aws.url}/.well-known/openid-configuration`);
    expect(configuration.headers.get('cache-control')).toBe('max-age=2592000');
    expect(await configuration.json()).toEqual({
      issuer: commonIssuer,
      jwks_uri: `${aws.url}/.well-known/jwks_uri`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS512'],
    });
    expect((await publishedKeys()).find(({ kid }) => kid === `${aws.region}-1`)).toEqual({
      kty: 'RSA',
      alg: 'RS512',
      use: 'sig',
      kid: `${aws.region}-1`,
      n: expect.stringMatching(/^[\w-]{342}$/),
      e: 'AQAB',
    });
  });
});

const social = (provider: string, id: string) => ({ SupportedLoginProviders: { [provider]: id } });

describe.runIf(!isRemote)('the amr of a token', () => {
  it.each<[string, Partial<CreateIdentityPoolCommandInput>, string, string]>([
    [
      userPool,
      { CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'app1' }] },
      'app1',
      `${userPool}:CognitoSignIn:u1`,
    ],
    ['id.example.com/a', { OpenIdConnectProviderARNs: [oidcArn] }, 'app1', `${oidcArn}:OIDC:u1`],
    ['accounts.google.com', social('accounts.google.com', 'app1'), 'app1', 'accounts.google.com:app1:u1'],
    ['appleid.apple.com', social('appleid.apple.com', 'app1'), 'app1', 'appleid.apple.com:app1:u1'],
    ['graph.facebook.com', social('graph.facebook.com', '123'), '123', 'graph.facebook.com:123:u1'],
    ['www.amazon.com', social('www.amazon.com', 'app1'), 'app1', 'www.amazon.com:app1:u1'],
    ['api.twitter.com', social('api.twitter.com', 'key1;secret1'), 'key1;secret1', 'api.twitter.com:key1:u1'],
    ['www.digits.com', social('www.digits.com', 'key1;secret1'), 'key1;secret1', 'www.digits.com:key1:u1'],
  ])('of %s names the provider and the user there', async (provider, members, aud, user) => {
    if (provider.startsWith('id.')) {
      const input = { Url: `https://${provider}`, ClientIDList: [aud], ThumbprintList: ['a'.repeat(40)] };
      await aws.iam.send(new CreateOpenIDConnectProviderCommand(input));
    }
    const { IdentityPoolId } = await aws.createPool(members);
    const Logins = { [provider]: await aws.loginToken(provider, { sub: 'u1', aud }) };
    const { Token } = await tokenOf(aws.cognito, IdentityPoolId, Logins);
    expect(decodeJwt(Token)['amr']).toEqual(['authenticated', provider, user]);
    expect(part(Token, 1)).not.toContain('secret1');
  });

  it('of several logins names all of them in the order of the call', async () => {
    const { IdentityPoolId } = await aws.createPool({
      SupportedLoginProviders: { 'accounts.google.com': 'app1', 'www.amazon.com': 'app2' },
    });
    const Logins = {
      'www.amazon.com': await aws.loginToken('www.amazon.com', { sub: 'a' }),
      'accounts.google.com': await aws.loginToken('accounts.google.com', { sub: 'g', aud: 'app1' }),
    };
    const { Token } = await tokenOf(aws.cognito, IdentityPoolId, Logins);
    const amazon = ['www.amazon.com', 'www.amazon.com:app2:a'];
    const google = ['accounts.google.com', 'accounts.google.com:app1:g'];
    expect(decodeJwt(Token)['amr']).toEqual(['authenticated', ...amazon, ...google]);
  });
});

it('the amr of a developer’s token names provider, pool and user, and the token lasts for as long as was asked', async () => {
  const { IdentityPoolId } = await aws.createPool({ DeveloperProviderName: 'login.dev' });
  const lifetime = async (TokenDuration?: number) => {
    const input = { IdentityPoolId, Logins: { 'login.dev': 'u1' }, TokenDuration };
    const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenForDeveloperIdentityCommand(input));
    const { exp = 0, iat = 0, ...claims } = decodeJwt(Token);
    expect(claims['amr']).toEqual(['authenticated', 'login.dev', `login.dev:${IdentityPoolId}:u1`]);
    return exp - iat;
  };
  expect([await lifetime(), await lifetime(86_400)]).toEqual([900, 86_400]);
});

describe.runIf(!isRemote)('keys', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'local-aws-'));
  const dataDir = path.join(folder, 'data');
  let child: ChildProcess | undefined;
  afterAll(() => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
    const flags = ['--no-warnings', main, '--port', '0', '--data-dir', dataDir, '--quiet'];
    const started = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    for await (const line of createInterface({ input: started.stdout })) {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url !== undefined) return url;
    }
    throw new Error('The local AWS ended before it was ready.');
  }

  it('outlive the process, in a file that only its owner can read', { timeout: 120_000 }, async () => {
    const url = await start();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new CognitoIdentityClient({ endpoint: url, region: 'us-east-1', credentials });
    const IdentityPoolId = await newPool(client);
    const { Token } = await tokenOf(client, IdentityPoolId);
    client.destroy();
    expect(statSync(path.join(dataDir, 'local-aws.sqlite')).mode & 0o777).toBe(0o600);
    const exited = child && once(child, 'exit');
    child?.kill('SIGTERM');
    await exited;
    const { payload } = await verify(await start(), Token, IdentityPoolId);
    expect(payload.aud).toBe(IdentityPoolId);
  });
});
