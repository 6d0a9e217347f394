import { expect, it } from 'vitest';

import { expectedAssertion, issuer, newIdentity, outcome, responseXml, sign, verify } from './test-bed.ts';

const idp = await newIdentity('idp');

const start = 'NotBefore="2031-05-06T12:00:00Z"';
const confirmation = /<a:SubjectConfirmation .*<\/a:SubjectConfirmation>/;

it.each([
  ['another issuer', (xml: string) => xml.replaceAll(issuer, 'https://other.example.com'), 'issuer'],
  ['no issuer', (xml: string) => xml.replaceAll(issuer, ''), 'incomplete'],
  ['no subject', (xml: string) => xml.replace(/<a:Subject>.*<\/a:Subject>/s, ''), 'incomplete'],
  ['no NameID', (xml: string) => xml.replace(/<a:NameID>.*<\/a:NameID>/, ''), 'incomplete'],
  ['an empty NameID', (xml: string) => xml.replace('admin@x.evil', ' '), 'incomplete'],
  ['two NameIDs', (xml: string) => xml.replace(/<a:NameID>.*<\/a:NameID>/, '$&$&'), 'incomplete'],
  ['no conditions', (xml: string) => xml.replace(/<a:Conditions.*<\/a:Conditions>/, ''), 'incomplete'],
  ['no end of the confirmation', (xml: string) => xml.replace(/ NotOnOrAfter="[^"]*"\/>/, '/>'), 'incomplete'],
  ['another audience', (xml: string) => xml.replace('urn:amazon:webservices', 'urn:other'), 'audience'],
  ['no audience', (xml: string) => xml.replace(/<a:AudienceRestriction>.*<\/a:AudienceRestriction>/, ''), 'audience'],
  [
    'a second restriction to another audience',
    (xml: string) => xml.replace(/<a:AudienceRestriction>.*(?=<\/a:Cond)/, (it) => it + it.replace('amazon', 'other')),
    'audience',
  ],
  ['a second audience', (xml: string) => xml.replace('<a:Audience>', '<a:Audience>urn:other</a:Audience>$&'), 'valid'],
  ['another recipient', (xml: string) => xml.replace('signin.aws.amazon.com/saml', 'example.com'), 'recipient'],
  ['no confirmation', (xml: string) => xml.replace(confirmation, ''), 'recipient'],
  ['a confirmation by key', (xml: string) => xml.replace('cm:bearer', 'cm:holder-of-key'), 'recipient'],
  [
    'a second confirmation that holds',
    (xml: string) => xml.replace(confirmation, (it) => it.replace('12:05:00Z', '11:05:00Z') + it),
    'valid',
  ],
  ['conditions that end now', (xml: string) => xml.replace('12:10:00Z', '12:00:00Z'), 'expired'],
  ['a confirmation that ends now', (xml: string) => xml.replace('12:05:00Z', '12:00:00Z'), 'expired'],
  ['conditions from a minute on', (xml: string) => xml.replace(start, start.replace('12:00:', '12:01:')), 'valid'],
  [
    'conditions from more than a minute on',
    (xml: string) => xml.replace(start, start.replace('12:00:00Z', '12:01:00.001Z')),
    'not-yet-valid',
  ],
  [
    'a confirmation from a second on',
    (xml: string) => xml.replace('<a:SubjectConfirmationData', `$& ${start.replace('00Z', '01Z')}`),
    'not-yet-valid',
  ],
  ['an impossible day', (xml: string) => xml.replace(start, start.replace('05-06', '02-30')), 'malformed'],
  ['an impossible hour', (xml: string) => xml.replace('12:10:00Z', '25:10:00Z'), 'malformed'],
  ['a time without zone', (xml: string) => xml.replace('12:05:00Z', '12:05:00'), 'malformed'],
])('judges %s', (_name, change, expected) => {
  const changed = change(responseXml);
  expect(changed).not.toBe(responseXml);
  expect(outcome(verify(sign(changed, 'Assertion', idp.private), idp.cert))).toBe(expected);
});

it('expires with the conditions when they end before the confirmation', () => {
  const xml = responseXml.replace('12:10:00Z', '12:00:30.500Z');
  const result = verify(sign(xml, 'Assertion', idp.private), idp.cert);
  expect(result.isValid && result.assertion.expiresMs).toBe(Date.UTC(2031, 4, 6, 12, 0, 30, 500));
});

it('keeps an attribute named __proto__ as a plain key', () => {
  const result = verify(sign(responseXml, 'Assertion', idp.private), idp.cert);
  expect(result.isValid && Object.keys(result.assertion.attributes)).toEqual(['team', '__proto__']);
});

it('joins the values of attributes of the same name', () => {
  const xml = responseXml.replace('Name="__proto__"', 'Name="team"');
  const result = verify(sign(xml, 'Assertion', idp.private), idp.cert);
  expect(result.isValid && result.assertion.attributes).toEqual({ team: ['red', 'blue', 'kept'] });
});

it.each([
  ['a comment', 'admin@x<!---->.evil', 're<!-- , -->d'],
  ['a CDATA section', '<![CDATA[admin@x]]>.evil', 'r<![CDATA[ed]]>'],
  ['a character reference', 'admin@x&#46;evil', '&#x72;ed'],
])('reads the whole text around %s put in after signing', (_name, nameId, value) => {
  const signed = sign(responseXml, 'Assertion', idp.private);
  const xml = signed.replace('admin@x.evil', nameId).replace('red', value);
  expect(verify(xml, idp.cert)).toEqual({ isValid: true, assertion: expectedAssertion });
});
