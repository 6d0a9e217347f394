import { randomUUID } from 'node:crypto';

import { XMLBuilder } from 'fast-xml-parser';
import { SignedXml } from 'xml-crypto';

import { namespaces } from './saml-xml.ts';

export interface MintOptions {
  /** The identity provider's RSA key, PEM. */
  privateKeyPem: string;
  issuer: string;
  nameId: string;
  attributes: Readonly<Record<string, readonly string[]>>;
  /** The time of issue, in milliseconds since the epoch. */
  nowMs: number;
  /** Negative for an assertion that has expired already. */
  expiresInSeconds: number;
}

/**
 * Makes what an identity provider would post to AWS: base64 of a SAML 2.0 Response for AWS's audience and recipient
 * whose Assertion is signed with RSA-SHA256. XML cannot carry control characters, and changes line ends, in the texts.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html
 */
export function mintSamlResponse(options: MintOptions): string {
  const signer = new SignedXml({
    privateKey: options.privateKeyPem,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  });
  signer.addReference({
    xpath: '/*/*[local-name()="Assertion"]',
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', 'http://www.w3.org/2001/10/xml-exc-c14n#'],
  });
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    textNodeName: '#',
    // An attribute named "true" would lose its value.
    suppressBooleanAttributes: false,
  });
  const xml: string = builder.build({ 'samlp:Response': responseOf(options) });
  // The schema wants the signature right after the Issuer: SAML core 2.3.3.
  signer.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: '/*/*[local-name()="Assertion"]/*[local-name()="Issuer"]', action: 'after' },
  });
  return Buffer.from(signer.getSignedXml()).toString('base64');
}

function responseOf(options: MintOptions): object {
  const issuedAt = new Date(options.nowMs).toISOString();
  return {
    '@xmlns:samlp': namespaces.protocol,
    '@xmlns:saml': namespaces.assertion,
    '@ID': `_${randomUUID()}`,
    '@Version': '2.0',
    '@IssueInstant': issuedAt,
    '@Destination': recipient,
    'saml:Issuer': options.issuer,
    'samlp:Status': { 'samlp:StatusCode': { '@Value': 'urn:oasis:names:tc:SAML:2.0:status:Success' } },
    'saml:Assertion': assertionOf(options, issuedAt),
  };
}

function assertionOf({ issuer, nameId, attributes, nowMs, expiresInSeconds }: MintOptions, issuedAt: string): object {
  const expiresAt = new Date(nowMs + expiresInSeconds * 1000).toISOString();
  return {
    '@ID': `_${randomUUID()}`,
    '@Version': '2.0',
    '@IssueInstant': issuedAt,
    'saml:Issuer': issuer,
    'saml:Subject': {
      'saml:NameID': { '@Format': 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent', '#': nameId },
      'saml:SubjectConfirmation': {
        '@Method': 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
        'saml:SubjectConfirmationData': { '@NotOnOrAfter': expiresAt, '@Recipient': recipient },
      },
    },
    'saml:Conditions': {
      '@NotBefore': issuedAt,
      '@NotOnOrAfter': expiresAt,
      'saml:AudienceRestriction': { 'saml:Audience': 'urn:amazon:webservices' },
    },
    'saml:AuthnStatement': {
      '@AuthnInstant': issuedAt,
      'saml:AuthnContext': { 'saml:AuthnContextClassRef': 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified' },
    },
    ...attributeStatement(attributes),
  };
}

const recipient = 'https://signin.aws.amazon.com/saml';

function attributeStatement(attributes: Readonly<Record<string, readonly string[]>>): object {
  const stated = Object.entries(attributes).map(([name, values]) => ({ '@Name': name, 'saml:AttributeValue': values }));
  // A statement without attributes is against the schema.
  return stated.length === 0 ? {} : { 'saml:AttributeStatement': { 'saml:Attribute': stated } };
}
