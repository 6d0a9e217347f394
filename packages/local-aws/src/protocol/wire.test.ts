import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type LocalAws, startLocalAws } from '../server.ts';
import { type RawCall, rawCall } from '../testing/raw-call.ts';

let service: LocalAws;
beforeAll(async () => {
  service = await startLocalAws();
});
afterAll(() => service.close());

const list = { MaxResults: 1 };
const quarter = 15 * 60 * 1000;

describe('signatures', () => {
  test.each<[string, RawCall]>([
    ['a correct one', {}],
    ['with a query string', { path: '/?b=2&a=1%20x' }],
    ['in another region', { region: 'eu-west-1' }],
    ['14 minutes old', { date: new Date(Date.now() - quarter + 60_000) }],
    ['14 minutes ahead', { date: new Date(Date.now() + quarter - 60_000) }],
    [
      'with the long form of the target',
      { target: 'com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.ListIdentityPools' },
    ],
  ])('accepts %s', async (_, call) => {
    expect((await rawCall(service.url, 'ListIdentityPools', list, call)).status).toBe(200);
  });

  test.each<[string, RawCall, string]>([
    ['none', { isSigned: false }, 'MissingAuthenticationTokenException'],
    ['a wrong secret', { secret: 'wrong' }, 'InvalidSignatureException'],
    ['an unknown key', { accessKeyId: 'AKIAUNKNOWN' }, 'UnrecognizedClientException'],
    ['another body', { sentBody: '{"MaxResults":60}' }, 'InvalidSignatureException'],
    ['an old date', { date: new Date(Date.now() - quarter - 60_000) }, 'InvalidSignatureException'],
    ['a date ahead', { date: new Date(Date.now() + quarter + 60_000) }, 'InvalidSignatureException'],
    ['another service', { service: 'iam' }, 'InvalidSignatureException'],
    ['another payload hash', { headers: { 'x-amz-content-sha256': 'a'.repeat(64) } }, 'InvalidSignatureException'],
    [
      'no form',
      { isSigned: false, headers: { authorization: 'AWS4-HMAC-SHA256 nonsense' } },
      'IncompleteSignatureException',
    ],
  ])('refuses %s', async (_, call, code) => {
    const answer = await rawCall(service.url, 'ListIdentityPools', list, call);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ __type: code });
  });

  test('a public operation works unsigned and signed, but not with a bad signature', async () => {
    const pool = await rawCall(service.url, 'CreateIdentityPool', {
      IdentityPoolName: 'p',
      AllowUnauthenticatedIdentities: true,
    });
    const input = { IdentityPoolId: (pool.json as { IdentityPoolId: string }).IdentityPoolId };
    expect((await rawCall(service.url, 'GetId', input, { isSigned: false })).status).toBe(200);
    expect((await rawCall(service.url, 'GetId', input)).status).toBe(200);
    expect((await rawCall(service.url, 'GetId', input, { secret: 'wrong' })).status).toBe(400);
    expect((await rawCall(service.url, 'GetId', input, { region: 'eu-west-1' })).json).toMatchObject({
      __type: 'ResourceNotFoundException',
    });
  });
});

describe('answers', () => {
  test('a success has AWS’s headers', async () => {
    const { headers } = await rawCall(service.url, 'ListIdentityPools', list);
    expect(headers.get('content-type')).toBe('application/x-amz-json-1.1');
    expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('an error says its code and message twice', async () => {
    const answer = await rawCall(service.url, 'ListIdentityPools', { MaxResults: 61 });
    const message =
      "1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60";
    expect(answer.text).toBe(JSON.stringify({ __type: 'ValidationException', message }));
    expect(answer.headers.get('x-amzn-errortype')).toBe('ValidationException:');
    expect(answer.headers.get('x-amzn-errormessage')).toBe(message);
  });

  test('the message in the header is cut and cleaned', async () => {
    const answer = await rawCall(service.url, 'DescribeIdentityPool', { IdentityPoolId: `ö\n${'x'.repeat(2000)}` });
    expect(answer.headers.get('x-amzn-errormessage')).toMatch(/^[\x20-\x7e]{1024}$/);
    expect(answer.json).toMatchObject({ message: expect.stringContaining('ö\n') });
  });

  test.each([
    ['ListIdentityPools', '{"MaxResults":', 'SerializationException'],
    ['ListIdentityPools', '', 'SerializationException'],
    ['ListIdentityPools', '[]', 'SerializationException'],
    ['ListIdentityPools', '{"MaxResults":"60"}', 'SerializationException'],
    ['ListIdentityPools', '{"MaxResults":1.5}', 'SerializationException'],
    ['ListIdentityPools', '{"MaxResults":null}', 'ValidationException'],
    ['ListIdentityPools', '{"MaxResults":0}', 'ValidationException'],
    ['DeleteIdentities', '{"IdentityIdsToDelete":[]}', 'ValidationException'],
    ['NoSuchOperation', '{}', 'UnknownOperationException'],
    ['constructor', '{}', 'UnknownOperationException'],
    ['GetPrincipalTagAttributeMap', '{}', 'UnknownOperationException'],
  ])('%s with %s is a %s', async (operation, body, code) => {
    const answer = await rawCall(service.url, operation, body);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ __type: code });
  });

  test('deep nesting is no internal error', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = `{"IdentityIdsToDelete":[${Array.from({ length: 61 }, () => '"x"').join()},${deep}]}`;
    expect((await rawCall(service.url, 'DeleteIdentities', body)).status).toBe(400);
  });

  test('a body of more than 1 MiB is refused', async () => {
    const answer = await rawCall(service.url, 'ListIdentityPools', { MaxResults: 1, x: 'x'.repeat(1024 * 1024) });
    expect(answer.status).toBe(413);
  });
});

describe('pages of other origins', () => {
  test('may read answers and errors', async () => {
    const call = { isSigned: false, headers: { origin: 'https://app.example' } };
    const { headers } = await rawCall(service.url, 'GetId', {}, call);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toBe(
      'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
    );
  });

  test('get an answer to their preflight', async () => {
    const answer = await fetch(service.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-headers': 'x-amz-target,cache-control' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-headers')).toBe('x-amz-target,cache-control');
    expect(answer.headers.get('access-control-max-age')).toBe('172800');
  });
});
