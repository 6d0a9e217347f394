import type { AccessFacts } from './facts.ts';
import type { MessageId } from './catalogue.ts';
import { type GivenError, recogniseError } from './recognition.ts';
import { accountExplainers } from './account.ts';
import type { Explainer } from './cause.ts';
import { flowExplainers } from './flow.ts';
import { identityExplainers } from './identity.ts';
import { mappingExplainers } from './mapping.ts';
import { requestExplainers } from './request.ts';
import { stsExplainers } from './sts.ts';
import { tokenExplainers } from './logins/tokens.ts';
import { trustExplainers } from './trust.ts';
import type { CauseVerdict, Explanation } from './explanation.ts';

/**
 * What an error means for a pool, and its causes: those that the facts show first, those that they rule out last. Of an
 * error that is not in the catalogue it says what its name means in general. Never throws.
 */
export function explainError(facts: AccessFacts, given: GivenError): Explanation {
  const error = recogniseError(given);
  const code = error.code === undefined ? {} : { code: error.code };
  if (error.message === undefined) return { ...code, meaning: generalMeaning(error.code), causes: [] };
  const causes = explainers.get(error.message.id)?.(facts, error) ?? [];
  return {
    ...code,
    messageId: error.message.id,
    meaning: error.message.meaning,
    causes: causes.toSorted((one, other) => ranks[one.verdict] - ranks[other.verdict]),
  };
}

const ranks: Readonly<Record<CauseVerdict, number>> = { cause: 0, unknown: 1, 'not-cause': 2 };

const explainers: ReadonlyMap<string, Explainer> = new Map<string, Explainer>(
  Object.entries({
    ...identityExplainers,
    ...tokenExplainers,
    ...trustExplainers,
    ...stsExplainers,
    ...mappingExplainers,
    ...flowExplainers,
    ...requestExplainers,
    ...accountExplainers,
  } satisfies Partial<Record<MessageId, Explainer>>),
);

const malformedPolicy =
  'IAM does not take the policy. A trust policy that lets in Cognito identity pools must have a condition on the pool (aud), or IAM saves it no more: name the pool in it.';

const generalMeanings: ReadonlyMap<string, string> = new Map([
  ['NotAuthorizedException', 'AWS refuses the login, the token, the identity or the role.'],
  ['ResourceNotFoundException', 'AWS does not have the pool, the identity or the user that was asked for.'],
  [
    'ResourceConflictException',
    'A login already belongs to another identity, or two logins of one provider are of different users. Each needs an identity of its own.',
  ],
  [
    'InvalidParameterException',
    'A value of the request can’t be what it is, seen together with the settings of the pool.',
  ],
  ['InvalidIdentityPoolConfigurationException', 'AWS could not take on the role that the pool has for this user.'],
  ['ValidationException', 'A value of the request has a form or a length that AWS does not take.'],
  ['SerializationException', 'The request is not in the form that AWS reads: broken JSON, or a value of another type.'],
  [
    'ExternalServiceException',
    'The identity provider did not answer AWS, or answered what it could not use. Try again, and look whether the provider is up.',
  ],
  [
    'LimitExceededException',
    'A quota of AWS is reached. Ask for more in Service Quotas, or remove what is not needed.',
  ],
  ['TooManyRequestsException', 'The account makes more calls a second than AWS allows in this region.'],
  ['ConcurrentModificationException', 'Somebody else changed the pool at the same moment. Try again.'],
  ['DeveloperUserAlreadyRegisteredException', 'The developer user identifier belongs to another identity already.'],
  ['InternalErrorException', 'AWS had an internal error. Try again.'],
  ['AccessDenied', 'The AWS credentials, or the trust policy of a role, do not allow the call.'],
  ['AccessDeniedException', 'The AWS credentials that made the call may not make it.'],
  ['UnrecognizedClientException', 'AWS does not know the access key that the call was signed with.'],
  ['InvalidSignatureException', 'The secret key is wrong, or the request was changed on its way.'],
  ['MalformedPolicyDocument', malformedPolicy],
  ['MalformedPolicyDocumentException', malformedPolicy],
  ['ValidationError', 'A value of the request has a form or a length that AWS does not take.'],
  ['PackedPolicyTooLarge', 'Session tags and session policies are larger than a session can carry.'],
  ['ExpiredTokenException', 'A token or the temporary keys that were used have expired. Get new ones.'],
  ['ExpiredToken', 'The temporary keys that were used have expired. Get new ones.'],
  [
    'InvalidIdentityToken',
    'STS can’t read or verify the token. In the classic flow it must be the one that GetOpenIdToken answered.',
  ],
  ['IDPRejectedClaim', 'The identity provider says that the token is not valid any more.'],
]);

function generalMeaning(code: string | undefined): string {
  const general = code === undefined ? undefined : generalMeanings.get(code);
  return general === undefined
    ? 'This message is not one that is known here. Look whether all of it was pasted.'
    : `This message is not one that is known here. In general ${code} means: ${general}`;
}
