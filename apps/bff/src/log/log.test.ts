import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createLog, loggedError } from './log.ts';
import { plainText, redact } from '@lifeguard/aws/client/redact';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog((line) => lines.push(line)));
  return lines.join('');
}

describe('the log', () => {
  it.each([
    'AKIAIOSFODNN7EXAMPLE',
    'ASIAIOSFODNN7EXAMPLE',
    'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    '"secretAccessKey":"abc"',
    'X-Amz-Security-Token: IQoJb3JpZ2luX2VjEAAaCX',
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
    'Cookie: lifeguard_8080=secretvalue',
    'lifeguard_8080=secretvalue',
    `http://127.0.0.1:8080/#t=${'a'.repeat(43)}`,
    'aB3-'.repeat(10) + 'xyz',
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/x, Signature=0123456789abcdef0123456789abcdef',
  ])('%s does not get through', (secret) => {
    const line = logged((log) => log.info(`before ${secret} after`, { field: secret }));
    const value = secret.split(/[=:]\s*|"/).findLast((part) => part.length > 2) ?? secret;
    expect(line).not.toContain(value);
    expect(line).toContain('[redacted]');
  });

  it('an error is its name, code and frames; its message, request and response stay out', () => {
    const error = Object.assign(new Error('CANARY in the message'), {
      name: 'ExpiredTokenException',
      $metadata: { httpStatusCode: 403, requestId: 'r-1', secret: 'CANARY' },
      body: 'CANARY',
      cause: new Error('CANARY too'),
    });
    Object.defineProperty(error, '$response', { value: { headers: { authorization: 'CANARY' } }, enumerable: false });
    const line = logged((log) => log.error('failed', {}, error));
    expect(line).not.toContain('CANARY');
    expect(JSON.parse(line)).toMatchObject({
      event: 'failed',
      err: { name: 'ExpiredTokenException', status: 403, awsRequestId: 'r-1' },
    });
    expect(loggedError('text')).toEqual({ name: 'string' });
  });

  it('one event is one line of JSON, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const lines = logged((log) => log.warn('x', { text: `${text}\r\n\u001b[31m` })).split('\n');
        expect(lines.length).toBe(2);
        // oxlint-disable-next-line no-control-regex
        expect(JSON.parse(lines[0] ?? '').text).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
      }),
    );
  });

  it('redaction is stable and leaves ordinary text alone', () => {
    fc.assert(fc.property(fc.string(), (text) => redact(redact(text)) === redact(text)));
    const ordinary =
      'Pool us-east-1:11111111-2222-3333-4444-555555555555 of arn:aws:iam::123456789012:role/Name was saved.';
    expect(plainText(ordinary)).toBe(ordinary);
  });
});
