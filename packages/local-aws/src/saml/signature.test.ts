import type { SignedXml } from 'xml-crypto';
import { expect, it } from 'vitest';

import { expectedAssertion, newIdentity, outcome, responseXml, sign, verify } from './test-bed.ts';

const idp = await newIdentity('idp');
const stranger = await newIdentity('stranger');
const valid = sign(responseXml, 'Assertion', idp.private);

const c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const exclusiveC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const xslt = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
const signatureValue = /(?<=<SignatureValue>)[^<]*/;

it('keeps namespaces that the signer declared as inclusive', () => {
  const xml = responseXml
    .replace('<p:Response', '<p:Response xmlns:xs="http://www.w3.org/2001/XMLSchema"')
    .replaceAll('<a:AttributeValue', '$& xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="xs:string"');
  const signed = sign(xml, 'Assertion', idp.private, (signer) => {
    signer.inclusiveNamespacesPrefixList = ['xs'];
    for (const reference of signer.getReferences()) {
      reference.inclusiveNamespacesPrefixList = ['xs'];
    }
  });
  expect(signed.match(/PrefixList="xs"/g)?.length).toBeGreaterThan(1);
  const both = sign(signed, 'Response', idp.private);
  expect(verify(both, idp.cert)).toEqual({ isValid: true, assertion: expectedAssertion });
});

it('takes no notice of a certificate in KeyInfo', () => {
  const publish = (signer: SignedXml) => Object.assign(signer, { publicCert: stranger.cert });
  const honest = sign(responseXml, 'Assertion', idp.private, publish);
  expect(verify(honest, idp.cert)).toEqual({ isValid: true, assertion: expectedAssertion });
  const forged = sign(responseXml, 'Assertion', stranger.private, publish);
  expect(forged).toContain('<X509Certificate>');
  expect(outcome(verify(forged, stranger.cert))).toBe('valid');
  expect(outcome(verify(forged, idp.cert))).toBe('signature');
});

it.each([
  ['SHA-1 for the signature', signedWith({ signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' })],
  [
    'SHA-512 for the signature',
    signedWith({ signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512' }),
  ],
  ['PSS', signedWith({ signatureAlgorithm: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' })],
  ['inclusive canonicalisation of SignedInfo', signedWith({ canonicalizationAlgorithm: c14n })],
  ['comments in SignedInfo', signedWith({ canonicalizationAlgorithm: `${exclusiveC14n}WithComments` })],
  ['SHA-1 for the digest', referring({ digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' })],
  ['SHA-512 for the digest', referring({ digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha512' })],
  ['inclusive canonicalisation', referring({ transforms: [enveloped, c14n] })],
  ['comments', referring({ transforms: [enveloped, `${exclusiveC14n}WithComments`] })],
  ['no canonicalisation', referring({ transforms: [enveloped] })],
  ['a transform too many', referring({ transforms: [enveloped, exclusiveC14n, exclusiveC14n] })],
  ['an XPath transform', referring({ transforms: [enveloped, xpath, exclusiveC14n] })],
  ['an XSLT transform', referring({ transforms: [enveloped, xslt, exclusiveC14n] })],
  ['a reference to the whole document', sign(responseXml, 'Response', idp.private, emptyUri)],
  ['a reference to another element', sign(responseXml, 'Assertion', idp.private, onlyStatus)],
  ['an element without ID', sign(responseXml.replace(' ID="_assertion"', ''), 'Assertion', idp.private)],
  ['two references', sign(responseXml, 'Assertion', idp.private, alsoStatus)],
  ['an HMAC with the certificate as its secret', sign(responseXml, 'Assertion', idp.cert, hmac)],
  ['an HMAC with the public key as its secret', sign(responseXml, 'Assertion', idp.public, hmac)],
  [
    'an HMAC declared over an RSA signature',
    valid.replace('2001/04/xmldsig-more#rsa-sha256', '2000/09/xmldsig#hmac-sha1'),
  ],
])('refuses %s', (_name, xml) => {
  expect(outcome(verify(xml, idp.cert))).toBe('signature');
});

it.each([
  ['no signature', responseXml],
  ['a signature stripped from a response', valid.replace(/<Signature .*<\/Signature>/s, '')],
  ['a signature by another key', sign(responseXml, 'Assertion', stranger.private)],
  ['an assertion signed right in a response signed by another key', sign(valid, 'Response', stranger.private)],
  [
    'an assertion signed by another key in a response signed right',
    sign(sign(responseXml, 'Assertion', stranger.private), 'Response', idp.private),
  ],
  ['an empty signature value', valid.replace(signatureValue, '')],
  [
    'the signature value of another document',
    valid.replace(
      signatureValue,
      sign(responseXml.replace('red', 'tan'), 'Assertion', idp.private).match(signatureValue)?.[0] ?? '',
    ),
  ],
  ['a tampered attribute', valid.replace('red', 'tan')],
  ['a tampered attribute name', valid.replace('"team"', '"Role"')],
  ['a tampered NameID', valid.replace('admin@x.evil', 'root@x.evil')],
  ['a tampered time', valid.replace('12:05:00Z', '12:09:00Z')],
  ['a tampered attribute in a signed response', sign(responseXml, 'Response', idp.private).replace('red', 'tan')],
  ['an element added', valid.replace('<a:AttributeValue>red', '<a:AttributeValue>tan</a:AttributeValue>$&')],
  ['a digest with a comment', valid.replace('<DigestValue>', '<DigestValue><!--x-->AAAA')],
  ['an object in the signature', valid.replace('</Signature>', '<Object/></Signature>')],
  ['a second SignedInfo', valid.replace(/<SignedInfo>.*<\/SignedInfo>/s, '$&$&')],
  ['a signature at another place', valid.replace('<p:Status>', '<p:Extensions><Signature/></p:Extensions>$&')],
  ['a second signature', valid.replace(/<Signature .*<\/Signature>/s, '$&$&')],
  ['a signature below an attribute', valid.replace(/(<Signature .*<\/Signature>)(.*)red/s, '$2$1red')],
])('refuses %s', (_name, xml) => {
  expect(outcome(verify(xml, idp.cert))).toBe('signature');
});

it('never lets a key that is not RSA confirm a signature', async () => {
  const curve = await newIdentity('curve', 'ec');
  expect(outcome(verify(sign(responseXml, 'Assertion', curve.private), curve.cert))).toBe('signature');
});

it('throws for what is no PEM certificate or key', () => {
  expect(() => verify(valid, 'not a certificate')).toThrow(/PEM|DECODER/);
});

function signedWith(options: { signatureAlgorithm?: string; canonicalizationAlgorithm?: string }): string {
  return sign(responseXml, 'Assertion', idp.private, (signer) => Object.assign(signer, options));
}

function referring(options: { digestAlgorithm?: string; transforms?: readonly string[] }): string {
  return sign(responseXml, 'Assertion', idp.private, (signer) => {
    for (const algorithm of [xpath, xslt]) {
      signer.CanonicalizationAlgorithms[algorithm] = class {
        process = (node: Node) => node;
        getAlgorithmName = () => algorithm;
      };
    }
    Object.assign(signer.getReferences()[0] ?? {}, options);
  });
}

function emptyUri(signer: SignedXml) {
  Object.assign(signer.getReferences()[0] ?? {}, { isEmptyUri: true });
}

function hmac(signer: SignedXml) {
  signer.enableHMAC();
  signer.signatureAlgorithm = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
}

function onlyStatus(signer: SignedXml) {
  Object.assign(signer.getReferences()[0] ?? {}, { xpath: '//*[local-name()="Status"]' });
}

function alsoStatus(signer: SignedXml) {
  const digestAlgorithm = 'http://www.w3.org/2001/04/xmlenc#sha256';
  signer.addReference({ xpath: '//*[local-name()="Status"]', digestAlgorithm, transforms: [exclusiveC14n] });
}
