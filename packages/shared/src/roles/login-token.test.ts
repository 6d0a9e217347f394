import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { readClaims, readToken, tokenObjections } from './login-token.ts';
import { examplePool } from '../pool/fixture.ts';
import { type PoolProvider, poolProviders } from './provider-keys.ts';

const [userPool, google] = poolProviders(examplePool()) as [PoolProvider, PoolProvider];
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = encode({ alg: 'RS256' });

describe('a token', () => {
  it('gives any claims back, with or without signature', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), fc.boolean(), (claims, isSigned) => {
        const token = `${header}.${encode(claims)}${isSigned ? '.c2ln' : ''}`;
        expect(readToken(token)).toEqual({ isReadable: true, claims: JSON.parse(JSON.stringify(claims)) });
      }),
    );
  });

  it('may come from a header, broken into lines', () => {
    const token = `${header}.${encode({ sub: 'Zoë' })}.`;
    expect(readToken(`Bearer ${token.slice(0, 9)}\n ${token.slice(9)}`)).toEqual({
      isReadable: true,
      claims: { sub: 'Zoë' },
    });
  });

  it.each([
    ['', /not a JWT/],
    ['abc', /header\.payload\.signature/],
    ['a.b.c.d.e', /encrypted/],
    ['a.b.c.d', /header\.payload\.signature/],
    [`${header}.!!.x`, /base64url/],
    [`${header}.${encode([1])}.x`, /JSON object/],
    [`${header}.${encode({ sub: 'x' }).slice(0, -3)}.x`, /not a JWT/],
  ])('%j is said to be none', (text, message) => {
    const reading = readToken(text);
    expect(reading.isReadable ? '' : reading.message).toMatch(message);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof readToken(text).isReadable).toBe('boolean');
      }),
    );
  });
});

it.each([
  ['{"sub": "a"}', true],
  ['[]', false],
  ['null', false],
  ['{', false],
])('claims %j are readable: %s', (text, isReadable) => {
  expect(readClaims(text).isReadable).toBe(isReadable);
});

it.each([
  [userPool, { iss: `https://${userPool.login}`, aud: 'client1', exp: 200, token_use: 'id' }, []],
  [userPool, { exp: 100 }, [/expired on 1970-01-01 00:01:40 UTC/]],
  [userPool, { token_use: 'access' }, [/access token/]],
  [userPool, { iss: 'https://example.com' }, [/issued by https:\/\/example.com/]],
  [userPool, { aud: ['other'] }, [/app client other, not for client1/]],
  [google, { iss: 'accounts.google.com', aud: 'any' }, []],
])('%o objects to %o as expected', (provider, claims, expected) => {
  const objections = tokenObjections(claims, provider, 100);
  expect(objections).toHaveLength(expected.length);
  expected.forEach((pattern, index) => expect(objections[index]).toMatch(pattern));
});
