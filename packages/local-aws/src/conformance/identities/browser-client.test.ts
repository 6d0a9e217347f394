import {
  GetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { poolTrustPolicy } from '@lifeguard/shared/policy/trust';
import { afterAll, describe, expect, it } from 'vitest';

import { type RawAnswer, send } from '../support/http.ts';
import { isRemote, startAws } from '../support/setup.ts';
import { signedHeaders } from '../support/sign.ts';

const aws = await startAws();
afterAll(() => aws.close());

const origin = 'https://app.example';
/** What a page may send and read without asking. */
const plainRequestHeaders = ['accept', 'accept-language', 'content-language'];
const plainAnswerHeaders = ['cache-control', 'content-length', 'content-type', 'expires', 'last-modified'];
const listOf = (answer: RawAnswer, name: string) =>
  String(answer.headers[name] ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);

/** Asks whether a page may send these headers. */
async function preflight(url: string, method: string, asked: readonly string[]): Promise<void> {
  const headers = {
    origin,
    'access-control-request-method': method,
    'access-control-request-headers': asked.join(','),
  };
  const answer = await send(url, { method: 'OPTIONS', headers });
  expect([answer.status, answer.text]).toEqual([200, '']);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  expect(answer.headers['access-control-max-age']).toBe('172800');
  expect(listOf(answer, 'access-control-allow-methods')).toContain(method.toLowerCase());
  expect(listOf(answer, 'access-control-allow-headers')).toEqual(expect.arrayContaining([...asked]));
}

/** A request as a browser sends it for a page: after a preflight, and with what is not exposed hidden. */
async function fromPage(url: string, method: string, headers: Record<string, string> = {}, body = '') {
  const asked = Object.keys(headers).filter((name) => !plainRequestHeaders.includes(name));
  if (asked.length > 0) await preflight(url, method, asked.toSorted());
  const answer = await send(url, { method, headers: { ...headers, origin }, body });
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  const exposed = [...plainAnswerHeaders, ...listOf(answer, 'access-control-expose-headers')];
  const visible = Object.entries(answer.headers).filter(([name]) => exposed.includes(name));
  return { status: answer.status, headers: Object.fromEntries(visible), text: answer.text };
}

/** The headers of Amplify, and those that the SDKs add to their own. */
const clients = {
  Amplify: { 'cache-control': 'no-store', 'x-amz-user-agent': 'aws-amplify/6.15.0 framework/0' },
  'the SDK': {
    'amz-sdk-invocation-id': '3f2b6a3e-8a5c-4c58-9d8e-4f9d0c7a1b2c',
    'amz-sdk-request': 'attempt=1; max=3',
    'x-amz-user-agent': 'aws-sdk-js/3.0.0',
  },
};

type Members = Record<string, unknown>;

async function call(operation: string, input: Members, headers: Record<string, string> = clients.Amplify) {
  const target = `AWSCognitoIdentityService.${operation}`;
  const all = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target, ...headers };
  const answer = await fromPage(aws.url, 'POST', all, JSON.stringify(input));
  return { ...answer, body: JSON.parse(answer.text) as Members };
}

async function newPool(): Promise<string> {
  const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
  const role = (kind: 'authenticated' | 'unauthenticated') =>
    aws.createRole(undefined, poolTrustPolicy({ poolId: IdentityPoolId, kind, needsTagSession: false }));
  const Roles = { authenticated: await role('authenticated'), unauthenticated: await role('unauthenticated') };
  await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
  return IdentityPoolId;
}

describe('a page', () => {
  it.each(Object.entries(clients))('with %s gets id, credentials and token of a guest', async (_, headers) => {
    const IdentityPoolId = await newPool();
    const { IdentityId } = (await call('GetId', { IdentityPoolId, Logins: {} }, headers)).body;
    const credentials = await call('GetCredentialsForIdentity', { IdentityId, Logins: {} }, headers);
    expect(credentials.body).toMatchObject({ IdentityId, Credentials: { SecretKey: expect.any(String) } });
    expect(credentials.headers).toMatchObject({ 'x-amzn-requestid': expect.any(String), date: expect.any(String) });
    const token = await call('GetOpenIdToken', { IdentityId }, headers);
    expect(token.body).toEqual({ IdentityId, Token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
  });

  it('finishes the classic flow with STS', async () => {
    const IdentityPoolId = await newPool();
    const { IdentityId } = (await call('GetId', { IdentityPoolId })).body;
    const { Token } = (await call('GetOpenIdToken', { IdentityId })).body;
    const { Roles } = await aws.cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
    const form = new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: Roles?.['unauthenticated'] ?? '',
      RoleSessionName: 'page',
      WebIdentityToken: String(Token),
    });
    const url = isRemote ? 'https://sts.amazonaws.com/' : aws.url;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fromPage(url, 'POST', headers, form.toString());
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('<SecretAccessKey>');
  });

  it.runIf(!isRemote)('signs a user in and takes the login away again', async () => {
    const IdentityPoolId = await newPool();
    const Logins = { 'graph.facebook.com': await aws.loginToken('graph.facebook.com', { sub: 'u1' }) };
    const { IdentityId } = (await call('GetId', { IdentityPoolId, Logins })).body;
    expect((await call('GetCredentialsForIdentity', { IdentityId, Logins })).status).toBe(200);
    const unlinked = await fromPage(
      aws.url,
      'POST',
      { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSCognitoIdentityService.UnlinkIdentity' },
      JSON.stringify({ IdentityId, Logins, LoginsToRemove: Object.keys(Logins) }),
    );
    expect([unlinked.status, unlinked.text]).toEqual([200, '']);
  });

  it.each<[string, (poolId: string) => Members, string, (input: Members) => string]>([
    [
      'GetId',
      (IdentityPoolId) => ({ IdentityPoolId }),
      'NotAuthorizedException',
      () => 'Unauthenticated access is not supported for this identity pool.',
    ],
    [
      'GetCredentialsForIdentity',
      () => ({ IdentityId: `${aws.region}:00000000-0000-4000-8000-000000000000` }),
      'ResourceNotFoundException',
      ({ IdentityId }) => `Identity '${String(IdentityId)}' not found.`,
    ],
    [
      'GetId',
      (IdentityPoolId) => ({ IdentityPoolId, Logins: { 'www.amazon.com': 'x' } }),
      'NotAuthorizedException',
      () => 'Token is not from a supported provider of this identity pool.',
    ],
    [
      'GetOpenIdToken',
      () => ({}),
      'ValidationException',
      () =>
        "1 validation error detected: Value null at 'identityId' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ListIdentityPools',
      () => ({ MaxResults: 1 }),
      'MissingAuthenticationTokenException',
      () => 'Missing Authentication Token',
    ],
  ])('reads why %s failed, in the body and in the headers', async (operation, inputOf, code, messageOf) => {
    const IdentityPoolId = await newPool();
    const off = { IdentityPoolId, IdentityPoolName: 'off', AllowUnauthenticatedIdentities: false };
    await aws.cognito.send(new UpdateIdentityPoolCommand(off));
    const input = inputOf(IdentityPoolId);
    const message = messageOf(input);
    const { status, body, headers } = await call(operation, input);
    expect([status, body]).toEqual([400, { __type: code, message }]);
    expect(headers).toMatchObject({ 'x-amzn-errortype': `${code}:`, 'x-amzn-errormessage': message });
  });

  it('may sign its calls with temporary credentials', async () => {
    const statement = { Effect: 'Allow', Action: 'cognito-identity:ListIdentityPools', Resource: '*' };
    const credentials = await aws.sessionWith([statement]);
    const body = JSON.stringify({ MaxResults: 1 });
    const signed = signedHeaders({
      url: aws.url,
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityService.ListIdentityPools',
      },
      body,
      region: aws.region,
      service: 'cognito-identity',
      credentials,
    });
    expect((await fromPage(aws.url, 'POST', signed, body)).status).toBe(200);
  });

  it.runIf(!isRemote)('checks tokens by the documents of their issuer', async () => {
    const url = `${aws.url}/.well-known/openid-configuration`;
    const { jwks_uri } = JSON.parse((await fromPage(url, 'GET')).text) as { jwks_uri: string };
    const keys = await fromPage(jwks_uri, 'GET');
    expect([keys.status, JSON.parse(keys.text)]).toEqual([200, { keys: expect.any(Array) }]);
  });

  it.runIf(!isRemote).each(['OPTIONS', 'POST'])('has no access to control endpoints by %s', async (method) => {
    const headers = { origin, host: new URL(aws.url).host, 'content-type': 'application/json' };
    const answer = await send(`${aws.url}/_local/reset`, { method, headers });
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });
});
