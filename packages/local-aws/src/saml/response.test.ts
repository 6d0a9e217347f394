import { expect, it } from 'vitest';

import { verifySamlResponse } from './response.ts';
import { expectedAssertion, issuer, newIdentity, nowMs, outcome, responseXml, sign, verify } from './test-bed.ts';

const idp = await newIdentity('idp');
const stranger = await newIdentity('stranger', 'ec');
const valid = sign(responseXml, 'Assertion', idp.private);

const laughs = Array.from({ length: 30 }, (_, level) => `<!ENTITY l${level + 1} "&l${level};&l${level};">`).join('');
const wholeAssertion = /<a:Assertion .*<\/a:Assertion>/s;

it.each([
  ['a signed assertion', valid],
  ['a signed response', sign(responseXml, 'Response', idp.private)],
  ['both signed', sign(valid, 'Response', idp.private)],
  ['other prefixes', sign(responseXml.replaceAll('a:', 's2:').replaceAll(':a=', ':s2='), 'Assertion', idp.private)],
  ['line ends of Windows', valid.replaceAll('\n', '\r\n')],
])('accepts %s', (_name, xml) => {
  expect(verify(xml, idp.cert)).toEqual({ isValid: true, assertion: expectedAssertion });
});

it('accepts a public key, wrapped base64, any of several certificates and any issuer', () => {
  const encoded = Buffer.from(valid).toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  const expected = { certificates: [stranger.cert, idp.public], issuer: undefined, nowMs };
  expect(verifySamlResponse(encoded, expected)).toEqual({ isValid: true, assertion: expectedAssertion });
});

it.each([
  ['no base64', 'not base64!'],
  ['base64 with a stray character', `${Buffer.from(valid).toString('base64')}*`],
  ['no UTF-8', Buffer.from([0xff, 0xfe, 0x3c]).toString('base64')],
  ['an empty text', ''],
  ['more than 100,000 characters', Buffer.from(`${valid}${' '.repeat(80_000)}`).toString('base64')],
])('refuses %s', (_name, encoded) => {
  expect(outcome(verifySamlResponse(encoded, { certificates: [idp.cert], issuer, nowMs }))).toBe('malformed');
});

it.each([
  ['thousands of comments', (xml: string) => xml.replace('</p:Response>', `${'<!---->'.repeat(5000)}$&`)],
  ['a DOCTYPE', (xml: string) => xml.replace('<p:Response', '<!DOCTYPE p:Response>$&')],
  [
    'an entity of a billion laughs',
    (xml: string) =>
      xml.replace('<p:Response', `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>$&`).replace('admin@x.evil', '&l30;'),
  ],
  ['another root', (xml: string) => xml.replaceAll('p:Response', 'p:ArtifactResponse')],
  ['a root of another namespace', (xml: string) => xml.replace('protocol" xmlns:a', 'other" xmlns:a')],
  ['an open element', (xml: string) => xml.replace('</p:Response>', '')],
  ['text after the root', (xml: string) => `${xml}more`],
  ['an unknown entity', (xml: string) => xml.replace('red', '&red;')],
  ['a processing instruction', (xml: string) => xml.replace('red', '<?x red?>')],
  ['a thousand levels', (xml: string) => xml.replace('red', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`)],
  ['an ID twice', (xml: string) => xml.replace('<p:Status>', '<p:Status Id="_assertion">')],
  ['two assertions', (xml: string) => xml.replace(wholeAssertion, (it) => it + it.replaceAll('_assertion', '_other'))],
  ['an assertion in an attribute', (xml: string) => xml.replace('red', '<a:Assertion/>')],
  ['no assertion', (xml: string) => xml.replace(wholeAssertion, '')],
  ['an assertion further below', (xml: string) => xml.replace(wholeAssertion, '<p:Extensions>$&</p:Extensions>')],
  ['an encrypted assertion', (xml: string) => xml.replaceAll('a:Assertion', 'a:EncryptedAssertion')],
  ['an encrypted attribute', (xml: string) => xml.replace('<a:AttributeStatement>', '$&<a:EncryptedAttribute/>')],
])('refuses %s as malformed', (_name, change) => {
  const changed = change(valid);
  expect(changed).not.toBe(valid);
  expect(outcome(verify(changed, idp.cert))).toBe('malformed');
});

it.each([
  ['a failure', (xml: string) => xml.replace('status:Success', 'status:Responder')],
  ['a failure without an assertion', (xml: string) => xml.replace('Success', 'No').replace(wholeAssertion, '')],
  ['no status', (xml: string) => xml.replace(/<p:Status>.*<\/p:Status>/, '')],
  ['two statuses', (xml: string) => xml.replace(/<p:Status>.*<\/p:Status>/, '$&$&')],
  [
    'a success below a failure',
    (xml: string) => xml.replace(/<p:StatusCode .*?\/>/, '<p:StatusCode Value="x">$&</p:StatusCode>'),
  ],
])('refuses %s by its status', (_name, change) => {
  const changed = change(valid);
  expect(changed).not.toBe(valid);
  expect(outcome(verify(changed, idp.cert))).toBe('status');
});
