import { createPublicKey, type KeyObject } from 'node:crypto';

import { SignedXml } from 'xml-crypto';

import { algorithms, namespaces } from './names.ts';
import { childElements, childrenNamed, parseXml } from './xml.ts';

const enveloped = [algorithms.envelopedSignature, algorithms.exclusiveC14n];

/**
 * Checks the enveloped signature that stands directly in `element`, and parses anew the bytes it covers: only what is
 * read from the answer is signed. `undefined` when there is not exactly one signature there, when none of the
 * certificates' keys made it, or when it covers anything but just the element. `xml` is the text that the element was
 * parsed from; `certificates` are PEM certificates or public keys, and throw when they are neither.
 *
 * Only RSA-SHA256, SHA-256, and the transforms enveloped-signature and exclusive canonicalisation are taken, of those
 * that https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf (5.4) allows. A key in KeyInfo is not used.
 */
export function signedElement(element: Element, xml: string, certificates: readonly string[]): Element | undefined {
  const [signature, ...others] = childrenNamed(element, ['signature', 'Signature']);
  // Without an ID the reference "#" would fit, which the library takes for the root.
  const id = element.getAttribute('ID') ?? '';
  if (signature === undefined || others.length > 0 || !hasPlainShape(signature) || id === '') {
    return undefined;
  }
  for (const key of rsaKeys(certificates)) {
    const covered = coveredXml(signature, key, xml, id);
    if (covered !== undefined) {
      return parseXml(covered);
    }
  }
  return undefined;
}

function coveredXml(signature: Element, key: KeyObject, xml: string, id: string): string | undefined {
  const checker = new SignedXml({ publicCert: key, getCertFromKeyInfo: () => null });
  // What is not in the library's tables it refuses, so they decide what a document may ask for.
  checker.SignatureAlgorithms = only(checker.SignatureAlgorithms, [algorithms.rsaSha256]);
  checker.HashAlgorithms = only(checker.HashAlgorithms, [algorithms.sha256]);
  checker.CanonicalizationAlgorithms = only(checker.CanonicalizationAlgorithms, enveloped);
  try {
    checker.loadSignature(signature);
    if (!checker.checkSignature(xml)) {
      return undefined;
    }
  } catch (error) {
    // The library throws for a wrong signature, an algorithm outside the tables and a broken signature alike.
    if (error instanceof Error) {
      return undefined;
    }
    throw error;
  }
  const [reference] = checker.getReferences();
  const isOfElement = reference?.uri === `#${id}` && reference.transforms.join() === enveloped.join();
  return isOfElement ? reference.signedReference : undefined;
}

// The library looks for some parts anywhere below the signature: a fixed shape leaves it no choice, and no Object in
// which other content could hide.
function hasPlainShape(signature: Element): boolean {
  const [signedInfo] = childElements(signature);
  return (
    ['SignedInfo SignatureValue', 'SignedInfo SignatureValue KeyInfo'].includes(shapeOf(signature)) &&
    shapeOf(signedInfo) === 'CanonicalizationMethod SignatureMethod Reference'
  );
}

function shapeOf(element: Element | undefined): string {
  const children = element === undefined ? [] : childElements(element);
  return children.map((child) => (child.namespaceURI === namespaces.signature ? child.localName : '?')).join(' ');
}

// An elliptic curve key would turn the library's RSA-SHA256 into ECDSA.
function rsaKeys(certificates: readonly string[]): readonly KeyObject[] {
  return certificates.map((pem) => createPublicKey(pem)).filter((key) => key.asymmetricKeyType === 'rsa');
}

function only<T>(table: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}
