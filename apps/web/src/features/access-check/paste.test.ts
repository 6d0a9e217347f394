import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Paste, readPaste } from './paste.ts';

const claims = { iss: 'https://accounts.google.com', aud: 'app', sub: 'ada' };
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${base64({ alg: 'RS256', kid: 'k' })}.${base64(claims)}.c2lnbmF0dXJl`;
const unsigned = `${base64({ alg: 'none' })}.${base64(claims)}.`;
const encrypted = `${base64({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a2V5.aXY.dGV4dA.dGFn`;
const refused = "NotAuthorizedException: Invalid login token. Issuer doesn't match providerName";
const facebook = `EAA${'aB3'.repeat(30)}`;
const assertion = `PHNhbWxwOlJlc3BvbnNl${'QUJD'.repeat(40)}`;
const json = JSON.stringify(claims, null, 2);

describe('what was pasted', () => {
  it.each<[string, string, Paste]>([
    ['nothing', ' \n', {}],
    ['a token', token, { token, claims }],
    ['a token with space around it', `\n  ${token} \n`, { token, claims }],
    ['a token without a signature', unsigned, { token: unsigned, claims }],
    ['a token in quotes', `"${token}",`, { token, claims }],
    ['a token broken into lines', token.replace(/(.{40})/g, '$1\n  '), { token, claims }],
    ['a header of HTTP', `Authorization: Bearer ${token}`, { token, claims, hasBearer: true }],
    [
      'the request of an app',
      `{"IdentityPoolId": "us-east-1:1", "Logins": {"accounts.google.com": "${token}"}}`,
      { token, claims, login: 'accounts.google.com' },
    ],
    [
      'a call in code',
      `Logins: { 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_X': '${token}' },`,
      { token, claims, login: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_X' },
    ],
    ['an encrypted token', encrypted, { token: encrypted }],
    ['a token of Facebook', facebook, { token: facebook, login: 'graph.facebook.com' }],
    ['a SAML assertion', assertion.replace(/(.{76})/g, '$1\n'), { token: assertion }],
    ['claims', json, { claims }],
    ['claims with words before them', `The decoded token: ${json}`, { claims }],
    ['attributes of an assertion', '{"department": "sales"}', { claims: { department: 'sales' } }],
    [
      'claims of which one is about errors',
      '{"sub": "a", "error": "denied"}',
      { claims: { sub: 'a', error: 'denied' } },
    ],
    ['an error', refused, { message: refused }],
    ['words of an error', 'Unable to get credentials', { message: 'Unable to get credentials' }],
    [
      'the answer of AWS',
      '{"__type":"NotAuthorizedException","message":"Unauthenticated access is not supported for this identity pool."}',
      {
        message:
          '{"__type":"NotAuthorizedException","message":"Unauthenticated access is not supported for this identity pool."}',
      },
    ],
    ['an error and a token', `${refused}\ntoken=${token}`, { token, claims, message: `${refused}\ntoken=[token]` }],
    ['an error and claims', `${refused}\n${json}`, { claims, message: refused }],
    [
      'two tokens and an error',
      `${refused} ${token} ${unsigned}`,
      { token, claims, message: `${refused} [token] [token]` },
    ],
  ])('%s is found', (_, text, expected) => {
    expect(readPaste(text)).toEqual(expected);
  });

  it('that is broken JSON is said to be', () => {
    expect(readPaste('{"sub": ').problem).toMatch(/^This is not JSON/);
  });

  it('that is only words is said to be of no use', () => {
    expect(readPaste('it just does not work').problem).toMatch(/no error message/);
  });

  it('never throws, and leaves no token in a message', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { message = '' } = readPaste(`${before} ${token} ${after}`);
        expect(message).not.toContain(token);
      }),
    );
  });
});
