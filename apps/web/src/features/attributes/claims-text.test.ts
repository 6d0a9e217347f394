import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseClaims } from './claims-text.ts';

it('reads the claims of any token and of any JSON object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (given) => {
      // As JSON keeps them: -0 is 0.
      const claims: unknown = JSON.parse(JSON.stringify(given));
      const json = JSON.stringify(claims);
      expect(parseClaims(` ${json}\n`)).toEqual({ state: 'read', from: 'json', claims });
      expect(parseClaims(token(json))).toEqual({ state: 'read', from: 'token', claims });
      expect(parseClaims(`Bearer ${token(json)}`)).toMatchObject({ from: 'token' });
    }),
  );
});

it.each([
  ['text', 'hello', /not a JWT/],
  ['JSON with a mistake', '{"a":1,}', /not JSON/],
  ['a list', token('[1]'), /not a JSON object/],
  ['an encrypted token', 'a.b.c.d.e', /encrypted/],
])('says what is wrong with %s', (_, text, message) => {
  expect(parseClaims(text)).toEqual({ state: 'wrong', message: expect.stringMatching(message) });
});

it('never throws', () => {
  const text = fc.oneof(fc.string(), fc.string().map(token));
  fc.assert(
    fc.property(text, (entered) => {
      expect(parseClaims(entered).state).toMatch(/^(empty|wrong|read)$/);
    }),
  );
});

it('is empty for nothing', () => {
  expect(parseClaims(' \n')).toEqual({ state: 'empty' });
});

function token(json: string): string {
  return ['{"alg":"RS256"}', json, 'signature'].map((part) => Buffer.from(part).toString('base64url')).join('.');
}
