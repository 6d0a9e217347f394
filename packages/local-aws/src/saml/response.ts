import { judgeAssertion, refusal, type SamlResult } from './assertion.ts';
import { successStatus } from './names.ts';
import { signedElement } from './signature.ts';
import { isNamed, onlyChild, parseXml, type QualifiedName, withDescendants } from './xml.ts';

/** Whom a response must come from, and when. */
export interface SamlExpectation {
  /** PEM certificates or PEM public keys of the identity provider; any of them may have signed. */
  certificates: readonly string[];
  /** The identity provider's entity id; `undefined` takes any. */
  issuer: string | undefined;
  /** The time to judge by, in milliseconds since the epoch. */
  nowMs: number;
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html
const maximumLength = 100_000;

const assertionName: QualifiedName = ['assertion', 'Assertion'];

/**
 * Judges a SAML 2.0 response in base64 (at most 100,000 characters) as AWS does for AssumeRoleWithSAML, and gives its
 * assertion, read from the signed bytes alone. Throws only when `certificates` holds what is neither a PEM certificate
 * nor a PEM public key.
 *
 * Rules: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html and
 * SAML profiles 4.1.4, https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf
 */
export function verifySamlResponse(encoded: string, expected: SamlExpectation): SamlResult {
  const xml = decodeBase64(encoded);
  if (xml === undefined) {
    return refusal('malformed', 'The response is not base64 of UTF-8 text, or is longer than 100,000 characters.');
  }
  const response = parseXml(xml);
  if (response === undefined || !isNamed(response, ['protocol', 'Response'])) {
    return refusal('malformed', 'The response is not a SAML 2.0 Response in well-formed XML without a DOCTYPE.');
  }
  // An answer that reports a failure has no assertion and often no signature, so it is told apart first.
  if (!hasSucceeded(response)) {
    return refusal('status', 'The identity provider did not report success.');
  }
  const assertion = onlyChild(response, assertionName);
  if (assertion === undefined || !isUnambiguous(response)) {
    return refusal('malformed', 'The response must have exactly one assertion, nothing encrypted, and no ID twice.');
  }
  const signed = signedAssertion(xml, response, assertion, expected.certificates);
  if (signed === undefined) {
    return refusal('signature', 'No certificate confirms an RSA-SHA256 signature of the response or of its assertion.');
  }
  return judgeAssertion(signed, expected.issuer, expected.nowMs);
}

function decodeBase64(encoded: string): string | undefined {
  if (encoded.length > maximumLength) {
    return undefined;
  }
  // Identity providers may wrap lines. Apart from that Node's decoder skips what it does not know: compare.
  const base64 = encoded.replaceAll(/[\r\n]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) {
      return undefined;
    }
    throw error;
  }
}

function hasSucceeded(response: Element): boolean {
  const status = onlyChild(response, ['protocol', 'Status']);
  return onlyChild(status, ['protocol', 'StatusCode'])?.getAttribute('Value') === successStatus;
}

// Two elements that either a signature or a reader could mean are what signature wrapping lives on:
// https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky
function isUnambiguous(response: Element): boolean {
  const elements = withDescendants(response);
  const names = elements.map((element) => element.localName);
  const ids = elements
    .flatMap((element) => Array.from(element.attributes))
    .filter((attribute) => attribute.localName.toLowerCase() === 'id')
    .map((attribute) => attribute.value);
  return (
    names.filter((name) => name === 'Assertion').length === 1 &&
    names.filter((name) => name === 'Response').length === 1 &&
    !names.some((name) => name.startsWith('Encrypted')) &&
    new Set(ids).size === ids.length
  );
}

function signedAssertion(
  xml: string,
  response: Element,
  assertion: Element,
  certificates: readonly string[],
): Element | undefined {
  const signatures = withDescendants(response).filter((element) => element.localName === 'Signature');
  const carriers = [response, assertion].filter((carrier) =>
    signatures.some(({ parentNode }) => parentNode === carrier),
  );
  const covered = carriers.map((carrier) => signedElement(carrier, xml, certificates));
  const innermost = covered.at(-1);
  // More signatures than carriers means one at a place where none belongs. Of two, both must hold.
  if (innermost === undefined || covered.includes(undefined) || signatures.length !== carriers.length) {
    return undefined;
  }
  if (isNamed(innermost, assertionName)) {
    return innermost;
  }
  // The status again, this time as it was signed.
  return hasSucceeded(innermost) ? onlyChild(innermost, assertionName) : undefined;
}
