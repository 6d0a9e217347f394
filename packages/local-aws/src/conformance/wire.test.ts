import * as sdk from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { operations } from '../cognito-identity/operations/index.ts';
import { send } from './support/http.ts';
import { errorOf, failureOf, isRemote, type RawOptions, startAws } from './support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

describe('answers', () => {
  it('have the headers and the compact bytes of AWS', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const answer = await aws.raw('GetId', { IdentityPoolId }, { credentials: 'none' });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'content-length': String(Buffer.byteLength(answer.text)),
      connection: 'keep-alive',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-amzn-requestid': expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      date: expect.stringMatching(/ GMT$/),
    });
    expect(answer.text).toBe(JSON.stringify(JSON.parse(answer.text)));
  });

  it('to DeleteIdentityPool have no body', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const answer = await aws.raw('DeleteIdentityPool', { IdentityPoolId });
    expect([answer.status, answer.headers['content-length'], answer.text]).toEqual([200, '0', '']);
  });

  it('that refuse have exactly __type and message, and the code with a colon in a header', async () => {
    const { IdentityPoolId } = await aws.createPool({ AllowUnauthenticatedIdentities: false });
    const answer = await aws.raw('GetId', { IdentityPoolId }, { credentials: 'none' });
    const text = 'Unauthenticated access is not supported for this identity pool.';
    expect(answer.text).toBe(`{"__type":"NotAuthorizedException","message":"${text}"}`);
    expect(answer.headers).toMatchObject({
      'content-length': '111',
      'x-amzn-errortype': 'NotAuthorizedException:',
      'x-amzn-errormessage': text,
    });
  });
});

describe('messages in headers', () => {
  it('are cut and cleaned, while the body has all', async () => {
    const answer = await aws.raw('DescribeIdentityPool', { IdentityPoolId: `ö\n${'x'.repeat(2000)}` });
    expect(answer.headers['x-amzn-errormessage']).toMatch(/^[\x20-\x7e]{1024}$/);
    expect(errorOf(answer).message).toContain('ö\n');
  });
});

// What AWS says to it is not known.
describe.skipIf(isRemote)('what is no text', () => {
  it('is refused before anything is made', async () => {
    const half = { IdentityPoolName: 'a pool of \ud800', AllowUnauthenticatedIdentities: false };
    const answer = await aws.raw('CreateIdentityPool', half);
    expect(errorOf(answer)).toMatchObject({
      code: 'SerializationException',
      message: expect.stringContaining('Unicode'),
    });
    expect((await aws.raw('ListIdentityPools', { MaxResults: 60 })).text).not.toContain('a pool of');
  });
});

const quarter = 15 * 60 * 1000;

describe('signatures', () => {
  const mismatch =
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';

  it.each([
    ['none', 'none' as const, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    [
      'an unknown key',
      { accessKeyId: 'AKIDOFNOBODY12345678', secretAccessKey: 'x' },
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
  ])('with %s are refused, even where the input is bad too', async (_name, credentials, code, message) => {
    const answer = await aws.raw('ListIdentityPools', { MaxResults: 0 }, { credentials });
    expect(errorOf(answer)).toEqual({ code, message, status: 400 });
  });

  it('with a wrong secret are refused', async () => {
    const { accessKeyId } = await aws.cognito.config.credentials();
    const client = aws.cognitoIn(aws.region, { accessKeyId, secretAccessKey: 'wrong' });
    expect(await failureOf(client.send(new sdk.ListIdentityPoolsCommand({ MaxResults: 1 })))).toEqual({
      code: 'InvalidSignatureException',
      message: mismatch,
      status: 400,
    });
    client.destroy();
  });

  // How they are checked is tested beside the code: protocol/sigv4.test.ts.
  it.each<[string, RawOptions, string]>([
    ['an old date', { date: new Date(Date.now() - quarter - 60_000) }, 'InvalidSignatureException'],
    ['a date ahead', { date: new Date(Date.now() + quarter + 60_000) }, 'InvalidSignatureException'],
    ['another service', { service: 'iam' }, 'InvalidSignatureException'],
    [
      'no form',
      { credentials: 'none', headers: { authorization: 'AWS4-HMAC-SHA256 nonsense' } },
      'IncompleteSignatureException',
    ],
  ])('with %s are refused', async (_name, options, code) => {
    expect(errorOf(await aws.raw('ListIdentityPools', { MaxResults: 1 }, options))).toMatchObject({
      code,
      status: 400,
    });
  });

  it('of a public operation are checked too when they are there', async () => {
    const { IdentityPoolId } = await aws.createPool();
    expect((await aws.raw('GetId', { IdentityPoolId })).status).toBe(200);
    const { accessKeyId } = await aws.cognito.config.credentials();
    const forged = await aws.raw('GetId', { IdentityPoolId }, { credentials: { accessKeyId, secretAccessKey: 'x' } });
    expect(errorOf(forged)).toMatchObject({ code: 'InvalidSignatureException' });
  });
});

describe('operations', () => {
  it('are the 23 of the SDK', () => {
    const commands = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name));
    expect(Object.keys(operations).toSorted()).toEqual(commands.map((name) => name.replace(/Command$/, '')).toSorted());
    expect(commands).toHaveLength(23);
  });

  it.runIf(!isRemote)('are known by the long form of the target too', async () => {
    const target = 'com.amazonaws.cognito.identity.model.AWSCognitoIdentityService.ListIdentityPools';
    expect((await aws.raw('', { MaxResults: 1 }, { target })).status).toBe(200);
  });

  it.each(['AWSCognitoIdentityService.', 'GetId', 'OtherService.GetId', 'AWSCognitoIdentityService.__proto__'])(
    'are not known by the target %s',
    async (target) => {
      expect(errorOf(await aws.raw('', {}, { target })).code).toBe('UnknownOperationException');
    },
  );
});

describe.runIf(!isRemote)('a request', () => {
  it('of exactly 1 MiB is read and one byte more is not', async () => {
    const body = (size: number) => `{"MaxResults":1,"x":"${'x'.repeat(size - 23)}"}`;
    const mebibyte = 1024 * 1024;
    expect((await aws.raw('ListIdentityPools', body(mebibyte - 1))).status).toBe(200);
    expect((await aws.raw('ListIdentityPools', body(mebibyte))).status).toBe(200);
    const answer = await aws.raw('ListIdentityPools', body(mebibyte + 1));
    expect(errorOf(answer)).toMatchObject({ code: 'RequestEntityTooLargeException', status: 413 });
    expect((await aws.raw('ListIdentityPools', { MaxResults: 1 })).status).toBe(200);
  });

  it.each(['{"MaxResults":', '', '[]', '"text"', 'null'])('whose body is %j is refused', async (body) => {
    expect(errorOf(await aws.raw('ListIdentityPools', body))).toMatchObject({
      code: 'SerializationException',
      status: 400,
    });
  });

  it('that is nested deeply is no internal error', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const body = `{"IdentityIdsToDelete":[${Array.from({ length: 61 }, () => '"x"').join()},${deep}]}`;
    expect((await aws.raw('DeleteIdentities', body)).status).toBe(400);
  });

  it('whose bytes are not UTF-8 is refused', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
    expect(errorOf(await aws.raw('ListIdentityPools', body)).code).toBe('SerializationException');
  });

  it('from a page of another origin may read every refusal, that of its size too', async () => {
    const headers = { origin: 'https://app.example' };
    const answers = await Promise.all([
      aws.raw('ListIdentityPools', {}, { headers }),
      aws.raw('', {}, { headers, target: 'nonsense' }),
      aws.raw('GetId', 'x'.repeat(1024 * 1024 + 1), { headers, credentials: 'none' }),
      send(aws.url, { headers }),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['access-control-expose-headers']).toBe(
        'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
      );
    }
    const plain = await aws.raw('ListIdentityPools', { MaxResults: 1 });
    expect(plain.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('of a preflight is answered with what the page asked for', async () => {
    const asked = 'authorization,content-type,x-amz-date,x-amz-target,cache-control';
    const answer = await send(aws.url, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
    });
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': asked,
      'access-control-max-age': '172800',
    });
  });
});
