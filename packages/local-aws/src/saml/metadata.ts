import { X509Certificate } from 'node:crypto';

import { childrenNamed, isNamed, parseXml, textOf, timeOf } from './xml.ts';

export type SamlMetadata =
  | {
      isValid: true;
      entityId: string;
      /** PEM, in document order, each once. */
      signingCertificates: readonly string[];
      /** Milliseconds since the epoch. */
      validUntilMs?: number;
    }
  | { isValid: false; message: string };

/**
 * Reads an identity provider's SAML 2.0 metadata: one EntityDescriptor with an IDPSSODescriptor and at least one
 * certificate to check signatures with. Neither the document's signature nor its validity in time is judged.
 *
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html and
 * https://docs.oasis-open.org/security/saml/v2.0/saml-metadata-2.0-os.pdf (2.3.2, 2.4.1.1)
 */
export function parseSamlMetadata(xml: string): SamlMetadata {
  const root = parseXml(xml);
  if (root === undefined || !isNamed(root, ['metadata', 'EntityDescriptor'])) {
    return refusal('The metadata is not an EntityDescriptor of SAML 2.0 in well-formed XML without a DOCTYPE.');
  }
  const entityId = root.getAttribute('entityID') ?? '';
  if (entityId.trim() === '') {
    return refusal('The EntityDescriptor has no entityID.');
  }
  const providers = childrenNamed(root, ['metadata', 'IDPSSODescriptor']);
  if (providers.length === 0) {
    return refusal('The metadata describes no identity provider: it has no IDPSSODescriptor.');
  }
  const certificates = providers.flatMap(certificateTexts).map(pemOfCertificate);
  if (certificates.length === 0) {
    return refusal('The IDPSSODescriptor has no X509Certificate for signing.');
  }
  const signingCertificates = [...new Set(certificates.filter((pem) => pem !== undefined))];
  if (certificates.includes(undefined)) {
    return refusal('An X509Certificate for signing is not a certificate in base64 of DER.');
  }
  const validUntilMs = timeOf(root, 'validUntil');
  if (Number.isNaN(validUntilMs)) {
    return refusal('The validUntil of the EntityDescriptor is not a date and time with a time zone.');
  }
  return {
    isValid: true,
    entityId,
    signingCertificates,
    ...(validUntilMs === undefined ? {} : { validUntilMs }),
  };
}

function refusal(message: string): SamlMetadata {
  return { isValid: false, message };
}

// A key without a use serves for signing too: SAML metadata 2.4.1.1.
function certificateTexts(provider: Element): readonly string[] {
  return childrenNamed(provider, ['metadata', 'KeyDescriptor'])
    .filter((key) => !key.hasAttribute('use') || key.getAttribute('use') === 'signing')
    .flatMap((key) => childrenNamed(key, ['signature', 'KeyInfo']))
    .flatMap((info) => childrenNamed(info, ['signature', 'X509Data']))
    .flatMap((data) => childrenNamed(data, ['signature', 'X509Certificate']))
    .map((certificate) => textOf(certificate).replaceAll(/\s/g, ''));
}

function pemOfCertificate(base64: string): string | undefined {
  const der = Buffer.from(base64, 'base64');
  if (der.length === 0 || der.toString('base64') !== base64) {
    return undefined;
  }
  try {
    const certificate = new X509Certificate(der);
    return certificate.raw.equals(der) ? certificate.toString() : undefined;
  } catch (error) {
    // OpenSSL's words for what is broken say nothing to the sender.
    if (error instanceof Error) {
      return undefined;
    }
    throw error;
  }
}
