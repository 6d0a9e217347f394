import { generateKeyPairSync, X509Certificate } from 'node:crypto';

import { expect, it } from 'vitest';

import { parseSamlMetadata } from './metadata.ts';
import { newIdentity } from './test-bed.ts';

const first = (await newIdentity('first', 'ec')).cert;
const second = (await newIdentity('second', 'ec')).cert;
const notACertificate = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });

const longer = Buffer.concat([new X509Certificate(first).raw, Buffer.alloc(3)]).toString('base64');

it.each(['', 'md', 'x'])('reads metadata with the prefix "%s"', (prefix) => {
  const tag = prefix === '' ? '' : `${prefix}:`;
  const xml = metadata(key(first, 'use="signing"') + key(second))
    .replaceAll('md:', tag)
    .replace(':md=', prefix === '' ? '=' : `:${prefix}=`);
  expect(parseSamlMetadata(xml)).toEqual({
    isValid: true,
    entityId: 'https://idp.example.com',
    signingCertificates: [first, second].map((pem) => new X509Certificate(pem).toString()),
    validUntilMs: Date.UTC(2035, 0, 1),
  });
});

it('leaves out keys for encryption, repetitions, and a validity that is not stated', () => {
  const xml = metadata(key(second, 'use="encryption"') + key(first) + key(first, 'use="signing"'));
  expect(parseSamlMetadata(xml.replace(/validUntil="[^"]*"/, ''))).toEqual({
    isValid: true,
    entityId: 'https://idp.example.com',
    signingCertificates: [new X509Certificate(first).toString()],
  });
});

it.each([
  ['no XML', 'metadata', /EntityDescriptor/],
  ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY y "z">]>${metadata(key(first))}`, /DOCTYPE/],
  ['another namespace', metadata(key(first)).replace('2.0:metadata', '1.0:metadata'), /EntityDescriptor/],
  ['another root', metadata(key(first)).replaceAll('EntityDescriptor', 'EntitiesDescriptor'), /EntityDescriptor/],
  ['no entity id', metadata(key(first)).replace('entityID="https://idp.example.com"', ''), /entityID/],
  ['no identity provider', metadata(key(first)).replaceAll('IDPSSO', 'SPSSO'), /IDPSSODescriptor/],
  ['no key', metadata(''), /X509Certificate/],
  ['only a key for encryption', metadata(key(first, 'use="encryption"')), /X509Certificate/],
  ['a certificate that is no base64', metadata(key(first) + key('*')), /base64/],
  ['an empty certificate', metadata(key('')), /base64/],
  ['a key in place of a certificate', metadata(key(notACertificate.toString('base64'))), /base64/],
  ['a certificate with more behind it', metadata(key(longer)), /base64/],
  ['a validity that is no date', metadata(key(first)).replace('2035-01-01T00:00:00Z', 'soon'), /validUntil/],
])('refuses %s', (_name, xml, message) => {
  expect(parseSamlMetadata(xml)).toEqual({ isValid: false, message: expect.stringMatching(message) });
});

function metadata(keys: string): string {
  return `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com" validUntil="2035-01-01T00:00:00Z">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}</md:IDPSSODescriptor>
</md:EntityDescriptor>`;
}

function key(certificate: string, use = ''): string {
  return `<md:KeyDescriptor ${use}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
    <ds:X509Certificate>
      ${bodyOf(certificate)}
    </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
}

function bodyOf(pem: string): string {
  return pem.replaceAll(/-----[^-]*-----/g, '').trim();
}
