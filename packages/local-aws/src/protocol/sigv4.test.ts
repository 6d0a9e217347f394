import { describe, expect, it } from 'vitest';

import type { HttpRequest } from './http.ts';
import { verifySignature } from './sigv4.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const signedAt = Date.parse('2015-08-30T12:36:00Z');
const minutes = 60_000;

interface Vector {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly service?: string;
  readonly signedHeaders?: string;
  readonly signature: string;
}

/** A request as the server reads it: the vectors' own headers, and what every one of them has. */
function request(vector: Vector): HttpRequest {
  const { method = 'GET', target = '/', service = 'service', signedHeaders = 'host;x-amz-date' } = vector;
  const [path = '/', query = ''] = target.split('?');
  return {
    method,
    target,
    path,
    query: new URLSearchParams(query),
    headers: {
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/${service}/aws4_request, SignedHeaders=${signedHeaders}, Signature=${vector.signature}`,
      ...vector.headers,
    },
    body: Buffer.from(vector.body ?? ''),
    requestId: '-',
  };
}

function verify(sent: HttpRequest, options: { services?: string[]; now?: number; secret?: string } = {}) {
  const { services = ['service', 'iam'], now = signedAt } = options;
  return verifySignature(
    sent,
    services,
    (accessKeyId) => (accessKeyId === 'AKIDEXAMPLE' ? (options.secret ?? secret) : undefined),
    () => now,
  );
}

function reasonOf(result: ReturnType<typeof verify>): string {
  return result.isValid ? 'valid' : result.failure.reason;
}

/** AWS's own test suite for Signature Version 4. */
const suite = {
  'get-vanilla': { signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31' },
  'post-vanilla': {
    method: 'POST',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  'get-vanilla-query-order-key-case': {
    target: '/?Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  'get-header-value-trim': {
    headers: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' },
    signedHeaders: 'host;my-header1;my-header2;x-amz-date',
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  'post-header-key-sort': {
    method: 'POST',
    headers: { 'my-header1': 'value1' },
    signedHeaders: 'host;my-header1;x-amz-date',
    signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  },
  'post-x-www-form-urlencoded': {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'Param1=value1',
    signedHeaders: 'content-type;host;x-amz-date',
    signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
} satisfies Record<string, Vector>;

describe('a signature', () => {
  it.each(Object.entries(suite))('of AWS’s test suite is accepted: %s', (_name, vector) => {
    expect(verify(request(vector))).toEqual({
      isValid: true,
      signature: { accessKeyId: 'AKIDEXAMPLE', region: 'us-east-1', service: 'service' },
    });
  });

  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
  it('of AWS’s documentation is accepted', () => {
    const example = request({
      target: '/?Action=ListUsers&Version=2010-05-08',
      headers: { host: 'iam.amazonaws.com', 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      service: 'iam',
      signedHeaders: 'content-type;host;x-amz-date',
      signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    });
    expect(reasonOf(verify(example))).toBe('valid');
  });

  it.each([-15, 0, 15])('is good %d minutes from its date', (offset) => {
    expect(reasonOf(verify(request(suite['get-vanilla']), { now: signedAt + offset * minutes }))).toBe('valid');
  });
});

describe('a request that is not what was signed', () => {
  const form = suite['post-x-www-form-urlencoded'];
  it.each<[string, HttpRequest]>([
    ['the method', { ...request(form), method: 'PUT' }],
    ['the body', { ...request(form), body: Buffer.from('Param1=value2') }],
    ['a query that was added', { ...request(form), query: new URLSearchParams('a=1') }],
    ['the path', { ...request(form), path: '/other' }],
    ['a signed header', { ...request(form), headers: { ...request(form).headers, 'content-type': 'text/plain' } }],
    ['the host', { ...request(form), headers: { ...request(form).headers, host: 'example.com' } }],
    [
      'a declared hash of another body',
      { ...request(form), headers: { ...request(form).headers, 'x-amz-content-sha256': 'a'.repeat(64) } },
    ],
    ['the signature', request({ ...form, signature: form.signature.replace(/.$/, '0') })],
    ['the secret of another key', request({ ...form, service: 'iam' })],
  ])('is refused: %s', (_name, sent) => {
    expect(verify(sent)).toEqual({ isValid: false, failure: { reason: 'mismatch' } });
  });

  it('is refused with another secret', () => {
    expect(reasonOf(verify(request(form), { secret: 'wrong' }))).toBe('mismatch');
  });

  it('may have headers that nobody signed', () => {
    expect(reasonOf(verify({ ...request(form), headers: { ...request(form).headers, accept: '*/*' } }))).toBe('valid');
  });
});

describe('a refusal', () => {
  const vanilla = suite['get-vanilla'];
  const withHeaders = (headers: Record<string, string | undefined>) => ({
    ...request(vanilla),
    headers: { ...request(vanilla).headers, ...headers },
  });

  it.each([
    ['no scheme', 'Bearer abc'],
    ['another algorithm', 'AWS4-HMAC-SHA1 Credential=a/20150830/r/s/aws4_request, SignedHeaders=host, Signature=0'],
    ['no signature', 'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request'],
    [
      'a short signature',
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(63)}`,
    ],
    [
      'a scope without its end',
      `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service, SignedHeaders=host;x-amz-date, Signature=${vanilla.signature}`,
    ],
  ])('is `incomplete` for a header with %s', (_name, authorization) => {
    expect(reasonOf(verify(withHeaders({ authorization })))).toBe('incomplete');
  });

  it('is `missing` without the header, and `incomplete` without a date', () => {
    expect(reasonOf(verify(withHeaders({ authorization: undefined })))).toBe('missing');
    expect(reasonOf(verify(withHeaders({ 'x-amz-date': undefined })))).toBe('incomplete');
  });

  it.each(['x-amz-date', 'host'])('is `incomplete` where only %s is signed', (signedHeaders) => {
    expect(reasonOf(verify(request({ ...vanilla, signedHeaders })))).toBe('incomplete');
  });

  it('names an unknown key before anything else is checked', () => {
    const result = verifySignature(request(vanilla), ['other'], () => undefined);
    expect(result).toEqual({ isValid: false, failure: { reason: 'unknown-key' } });
  });

  it('names the service that it should have been for', () => {
    expect(verify(request(vanilla), { services: ['iam', 'sts'] })).toEqual({
      isValid: false,
      failure: { reason: 'wrong-scope', message: "Credential should be scoped to correct service: 'iam' or 'sts'." },
    });
  });

  it.each([
    [16, 'Signature expired: 20150830T123600Z is now earlier than 20150830T123700Z (20150830T125200Z - 15 min.)'],
    [
      -16,
      'Signature not yet current: 20150830T123600Z is still later than 20150830T123500Z (20150830T122000Z + 15 min.)',
    ],
  ])('says how far a clock is off that is %d minutes away', (offset, message) => {
    expect(verify(request(vanilla), { now: signedAt + offset * minutes })).toEqual({
      isValid: false,
      failure: { reason: 'expired', message },
    });
  });

  it.each(['20150831T123600Z', '2015-08-30T12:36:00Z', '20150830', '20150830T993600Z'])(
    'is `expired` for the date %s',
    (date) => {
      expect(reasonOf(verify(withHeaders({ 'x-amz-date': date })))).toBe('expired');
    },
  );

  it('compares with the real clock when none is given', () => {
    expect(reasonOf(verifySignature(request(vanilla), ['service'], () => secret))).toBe('expired');
  });
});
