import fc from 'fast-check';
import { expect, it } from 'vitest';

import { mintSamlResponse } from './mint-response.ts';
import { verifySamlResponse } from './response.ts';
import { issuer, newIdentity, nowMs, outcome } from './test-bed.ts';

const idp = await newIdentity('idp');
const options = {
  privateKeyPem: idp.private,
  issuer,
  nameId: 'ann',
  attributes: { 'https://aws.amazon.com/SAML/Attributes/Role': ['role,provider'], team: ['red', 'blue'] },
  nowMs,
  expiresInSeconds: 300,
};
const expected = { certificates: [idp.public], issuer, nowMs };

// What an XML parser leaves as it is: no control characters, so neither tabs nor line ends. xmldom takes U+2028 for one.
const character = fc
  .integer({ min: 0x20, max: 0xd7ff })
  .filter((code) => (code < 0x7f || code > 0x9f) && code !== 0x2028)
  .map((code) => String.fromCodePoint(code));
const text = fc.string({ unit: character });
const visible = text.filter((value) => value.trim() !== '');

it('is accepted with the public key, and says what it was told', () => {
  fc.assert(
    fc.property(visible, fc.dictionary(visible, fc.array(text, { minLength: 1 })), (nameId, attributes) => {
      const result = verifySamlResponse(mintSamlResponse({ ...options, nameId, attributes }), expected);
      const assertion = { issuer, nameId, attributes: { ...attributes }, expiresMs: nowMs + 300_000 };
      expect(result).toEqual({ isValid: true, assertion });
    }),
    { numRuns: 30, examples: [['true', { true: ['true', '', ' '], '"\'<&>': [']]>'] }]] },
  );
});

it.each([
  [-1, 'expired'],
  [0, 'expired'],
  [1, 'valid'],
])('expires after %d seconds', (expiresInSeconds, result) => {
  expect(outcome(verifySamlResponse(mintSamlResponse({ ...options, expiresInSeconds }), expected))).toBe(result);
});

it('is refused for another issuer', () => {
  const minted = mintSamlResponse({ ...options, issuer: 'https://other.example.com' });
  expect(outcome(verifySamlResponse(minted, expected))).toBe('issuer');
});

it('never says anything else once a byte has changed', () => {
  const minted = mintSamlResponse(options);
  const said = verifySamlResponse(minted, expected);
  expect(outcome(said)).toBe('valid');
  const bytes = Buffer.from(minted, 'base64');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, mask) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(index) ^ mask, index);
      const result = verifySamlResponse(changed.toString('base64'), expected);
      expect(result.isValid ? result : said).toEqual(said);
    }),
    { numRuns: 300 },
  );
});
