import { aws, bearerMethod } from './names.ts';
import { childrenNamed, onlyChild, textOf, timeOf } from './xml.ts';

/** What a signed assertion says. */
export interface SamlAssertion {
  issuer: string;
  nameId: string;
  /** Values by attribute name, in document order. */
  attributes: Readonly<Record<string, readonly string[]>>;
  /** The earliest NotOnOrAfter, in milliseconds since the epoch. */
  expiresMs: number;
}

/** Why a response is refused: a closed code, and one sentence for people. */
export interface SamlRefusal {
  isValid: false;
  reason:
    | 'malformed'
    | 'signature'
    | 'audience'
    | 'recipient'
    | 'expired'
    | 'not-yet-valid'
    | 'status'
    | 'issuer'
    | 'incomplete';
  message: string;
}

export type SamlResult = { isValid: true; assertion: SamlAssertion } | SamlRefusal;

const graceMs = 60_000;

/**
 * Judges an Assertion element whose signature has been checked: its issuer (`undefined` takes any), its audience and
 * recipient, and its times against `nowMs` (milliseconds since the epoch; the start of Conditions has a minute's grace,
 * no end has any).
 *
 * Rules: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html and
 * SAML profiles 4.1.4, https://docs.oasis-open.org/security/saml/v2.0/saml-profiles-2.0-os.pdf
 */
export function judgeAssertion(assertion: Element, expectedIssuer: string | undefined, nowMs: number): SamlResult {
  const subject = onlyChild(assertion, ['assertion', 'Subject']);
  const conditions = onlyChild(assertion, ['assertion', 'Conditions']);
  const issuer = textOf(onlyChild(assertion, ['assertion', 'Issuer']));
  const nameId = textOf(onlyChild(subject, ['assertion', 'NameID']));
  if (subject === undefined || conditions === undefined || issuer === '' || nameId.trim() === '') {
    return refusal('incomplete', 'The assertion lacks its Issuer, NameID or Conditions, or has one of them twice.');
  }
  if (expectedIssuer !== undefined && issuer !== expectedIssuer) {
    return refusal('issuer', 'The issuer of the assertion is not the identity provider.');
  }
  const restrictions = childrenNamed(conditions, ['assertion', 'AudienceRestriction']);
  if (restrictions.length === 0 || !restrictions.every(isForAws)) {
    return refusal('audience', `The assertion is not meant for the audience ${aws.audience}.`);
  }
  const confirmedUntilMs = endOfConfirmation(subject, nowMs);
  if (typeof confirmedUntilMs !== 'number') {
    return confirmedUntilMs;
  }
  const validUntilMs = endOfWindow(conditions, nowMs, graceMs);
  if (typeof validUntilMs !== 'number') {
    return validUntilMs;
  }
  const expiresMs = Math.min(confirmedUntilMs, validUntilMs);
  return { isValid: true, assertion: { issuer, nameId, attributes: attributesOf(assertion), expiresMs } };
}

export function refusal(reason: SamlRefusal['reason'], message: string): SamlRefusal {
  return { isValid: false, reason, message };
}

// Restrictions add up, the audiences of one are alternatives: SAML core 2.5.1.4.
function isForAws(restriction: Element): boolean {
  return childrenNamed(restriction, ['assertion', 'Audience']).some(
    (element) => textOf(element).trim() === aws.audience,
  );
}

// One confirmation that holds is enough: SAML core 2.4.1.1.
function endOfConfirmation(subject: Element, nowMs: number): number | SamlRefusal {
  const ends = childrenNamed(subject, ['assertion', 'SubjectConfirmation'])
    .filter((confirmation) => confirmation.getAttribute('Method') === bearerMethod)
    .flatMap((confirmation) => childrenNamed(confirmation, ['assertion', 'SubjectConfirmationData']))
    .filter((data) => data.getAttribute('Recipient') === aws.recipient)
    .map((data) =>
      data.hasAttribute('NotOnOrAfter')
        ? endOfWindow(data, nowMs, 0)
        : refusal('incomplete', 'The bearer confirmation of the subject has no NotOnOrAfter.'),
    );
  return (
    ends.find((end) => typeof end === 'number') ??
    ends[0] ??
    refusal('recipient', `No bearer confirmation of the subject names the recipient ${aws.recipient}.`)
  );
}

function endOfWindow(element: Element, nowMs: number, graceMs: number): number | SamlRefusal {
  const startMs = timeOf(element, 'NotBefore') ?? Number.NEGATIVE_INFINITY;
  const endMs = timeOf(element, 'NotOnOrAfter') ?? Number.POSITIVE_INFINITY;
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) {
    return refusal('malformed', 'A NotBefore or NotOnOrAfter of the assertion is not a date and time in UTC.');
  }
  if (nowMs >= endMs) {
    return refusal('expired', 'The assertion has expired.');
  }
  if (startMs - graceMs > nowMs) {
    return refusal('not-yet-valid', 'The assertion is not valid yet.');
  }
  return endMs;
}

function attributesOf(assertion: Element): Readonly<Record<string, readonly string[]>> {
  const values = new Map<string, readonly string[]>();
  for (const statement of childrenNamed(assertion, ['assertion', 'AttributeStatement'])) {
    for (const attribute of childrenNamed(statement, ['assertion', 'Attribute'])) {
      const name = attribute.getAttribute('Name') ?? '';
      const more = childrenNamed(attribute, ['assertion', 'AttributeValue']).map(textOf);
      values.set(name, [...(values.get(name) ?? []), ...more]);
    }
  }
  // Unlike assignment, this keeps a name such as __proto__ as a plain key.
  return Object.fromEntries(values);
}
