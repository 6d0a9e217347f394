import { randomUUID } from 'node:crypto';

import { XMLBuilder } from 'fast-xml-parser';
import { SignedXml } from 'xml-crypto';

import { algorithms, aws, bearerMethod, namespaces, successStatus } from './names.ts';

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
    signatureAlgorithm: algorithms.rsaSha256,
    canonicalizationAlgorithm: algorithms.exclusiveC14n,
  });
  signer.addReference({
    xpath: '/*/*[local-name()="Assertion"]',
    digestAlgorithm: algorithms.sha256,
    transforms: [algorithms.envelopedSignature, algorithms.exclusiveC14n],
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
    '@Destination': aws.recipient,
    'saml:Issuer': options.issuer,
    'samlp:Status': { 'samlp:StatusCode': { '@Value': successStatus } },
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
        '@Method': bearerMethod,
        'saml:SubjectConfirmationData': { '@NotOnOrAfter': expiresAt, '@Recipient': aws.recipient },
      },
    },
    'saml:Conditions': {
      '@NotBefore': issuedAt,
      '@NotOnOrAfter': expiresAt,
      'saml:AudienceRestriction': { 'saml:Audience': aws.audience },
    },
    'saml:AuthnStatement': {
      '@AuthnInstant': issuedAt,
      'saml:AuthnContext': { 'saml:AuthnContextClassRef': 'urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified' },
    },
    ...attributeStatement(attributes),
  };
}

function attributeStatement(attributes: Readonly<Record<string, readonly string[]>>): object {
  const stated = Object.entries(attributes).map(([name, values]) => ({ '@Name': name, 'saml:AttributeValue': values }));
  // A statement without attributes is against the schema.
  return stated.length === 0 ? {} : { 'saml:AttributeStatement': { 'saml:Attribute': stated } };
}
