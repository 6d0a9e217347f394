import type * as sdk from '@aws-sdk/client-cognito-identity';
import type { ProblemCode } from '@lifeguard/shared/api/problem';

import { asSentence, ProblemError, type ProblemMembers } from '@lifeguard/shared/api/problem-error';
import { plainText } from './redact.ts';
import type { ConnectionDefinition } from './connections.ts';
import {
  credentialProblem,
  credentialsRefused,
  tokenFileProblem,
  SignInUnreachable,
  signInUnreachable,
} from './credential-problems.ts';

type CognitoException = Exclude<keyof typeof sdk & `${string}Exception`, 'CognitoIdentityServiceException'>;

/** Every exception of the Cognito Identity model (the compiler refuses a missing one). */
const cognito = {
  ConcurrentModificationException: 'conflict',
  DeveloperUserAlreadyRegisteredException: 'conflict',
  ExternalServiceException: 'upstream_unavailable',
  InternalErrorException: 'upstream_unavailable',
  InvalidIdentityPoolConfigurationException: 'aws_refused',
  InvalidParameterException: 'aws_refused',
  LimitExceededException: 'limit_exceeded',
  NotAuthorizedException: 'aws_denied',
  ResourceConflictException: 'conflict',
  ResourceNotFoundException: 'not_found',
  TooManyRequestsException: 'throttled',
} as const satisfies Record<CognitoException, ProblemCode>;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of IAM and STS. */
const common = {
  AccessDenied: 'aws_denied',
  AccessDeniedException: 'aws_denied',
  ExpiredToken: 'credentials_expired',
  ExpiredTokenException: 'credentials_expired',
  RequestExpired: 'credentials_expired',
  UnrecognizedClientException: 'credentials_missing',
  InvalidClientTokenId: 'credentials_missing',
  InvalidSignatureException: 'credentials_missing',
  SignatureDoesNotMatch: 'credentials_missing',
  MissingAuthenticationToken: 'credentials_missing',
  MissingAuthenticationTokenException: 'credentials_missing',
  ConcurrentModification: 'conflict',
  EntityAlreadyExists: 'conflict',
  EntityAlreadyExistsException: 'conflict',
  NoSuchEntity: 'not_found',
  NoSuchEntityException: 'not_found',
  LimitExceeded: 'limit_exceeded',
  InvalidInput: 'aws_refused',
  InvalidInputException: 'aws_refused',
  MalformedPolicyDocument: 'aws_refused',
  MalformedPolicyDocumentException: 'aws_refused',
  UnmodifiableEntity: 'aws_refused',
  UnmodifiableEntityException: 'aws_refused',
  SerializationException: 'aws_refused',
  ValidationError: 'aws_refused',
  ValidationException: 'aws_refused',
  UnknownOperationException: 'aws_refused',
  Throttling: 'throttled',
  ThrottlingException: 'throttled',
  RequestLimitExceeded: 'throttled',
  InternalFailure: 'upstream_unavailable',
  InternalServerError: 'upstream_unavailable',
  ServiceUnavailable: 'upstream_unavailable',
  ServiceUnavailableException: 'upstream_unavailable',
  ServiceFailure: 'upstream_unavailable',
  ServiceFailureException: 'upstream_unavailable',
} as const satisfies Record<string, ProblemCode>;

const codes: ReadonlyMap<string, ProblemCode> = new Map(Object.entries({ ...common, ...cognito }));
const timeouts: ReadonlySet<string> = new Set([
  'TimeoutError',
  'AbortError',
  'RequestTimeout',
  'RequestTimeoutException',
]);
const resets: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);
/** The connection was never made, so nothing can have been applied. */
const unreachable: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

/** Any failure of an SDK call as a problem. A write that may have arrived is `outcome_unknown`. */
export function problemOf(error: unknown, about: { connection: ConnectionDefinition; isWrite: boolean }): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof Error)) return badResponse(error, about.isWrite);
  if (error instanceof SignInUnreachable) return signInUnreachable(error, about.connection);
  if (/^(?:CredentialsProviderError|TokenProviderError|ProviderError)$/.test(error.name))
    return credentialProblem(error, about.connection);
  const tokenFile = tokenFileProblem(error, about.connection);
  if (tokenFile !== undefined) return tokenFile;
  const systemCode = 'code' in error ? String(error.code) : '';
  if (unreachable.has(systemCode)) return cannotReach(error, about.connection);
  // The SDK calls a reset a TimeoutError, too: look at the code first.
  if (isReset(error, systemCode)) return about.isWrite ? unknownOutcome(error) : cannotReach(error, about.connection);
  if (timeouts.has(error.name) || timeouts.has(systemCode)) return timedOut(error, about.isWrite);
  const code = codes.get(error.name);
  if (code !== undefined) return known(code, error, about.connection);
  const status = statusOf(error);
  if (status !== undefined && isServiceError(error)) {
    if (status >= 500) return known('upstream_unavailable', error, about.connection);
    if (status === 429) return throttled(error);
    return known(status === 403 ? 'aws_denied' : 'aws_refused', error, about.connection);
  }
  return badResponse(error, about.isWrite);
}

/** An attempt that may have been done although no good answer came: its request was on the way. */
export function isUnclear(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const systemCode = 'code' in error ? String(error.code) : '';
  if (unreachable.has(systemCode) || error instanceof SignInUnreachable) return false;
  const isRefusal = codes.has(error.name) && codes.get(error.name) !== 'upstream_unavailable';
  return !isRefusal && !error.name.endsWith('ProviderError') && (statusOf(error) ?? 500) >= 500;
}

/** A write of which some attempt may have arrived, whatever the last one met. */
export function asUnclear(problem: ProblemError): ProblemError {
  return mayHaveArrived(problem) ? problem : unknownOutcome(problem, problem.members);
}

/** AWS may have applied a write although no good answer came back. Unavailable without an error of AWS: there was no connection. */
export function mayHaveArrived({ code, members }: ProblemError): boolean {
  if (code === 'upstream_unavailable') return members.awsError !== undefined;
  return code === 'outcome_unknown' || code === 'upstream_bad_response';
}

/** For `catch`: whatever is not a ProblemError is a bug, and thrown again. */
export function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  throw error;
}

/** The credentials that the SDK holds are old, or were replaced in their file: reading them again may help. */
export function isCredentialsStale(error: unknown): boolean {
  const code = error instanceof Error ? codes.get(error.name) : undefined;
  return code === 'credentials_expired' || code === 'credentials_missing';
}

function throttled(error: unknown): ProblemError {
  return new ProblemError(
    'throttled',
    'AWS is refusing calls because there are too many at the moment. This one was not done. Wait a few seconds and try again.',
    { retryAfterMs: 5000, ...aboutAws(error) },
    error,
  );
}

function known(code: ProblemCode, error: Error, connection: ConnectionDefinition): ProblemError {
  const text = plainText(error.message).trim();
  // The SDK's word for an error without a message.
  const said = asSentence(text === '' || text === 'UnknownError' ? plainText(error.name, 100) : text);
  const members = aboutAws(error);
  switch (code) {
    case 'throttled':
      return throttled(error);
    case 'credentials_expired':
    case 'credentials_missing':
      return credentialsRefused(code, error, connection, members);
    case 'not_found':
      return new ProblemError(code, `AWS does not have it (any more): ${said}`, members, error);
    case 'aws_denied':
      return new ProblemError(
        code,
        `AWS denied this call for the credentials of "${connection.label}": ${said}`,
        members,
        error,
      );
    case 'conflict':
      if (isContradiction(error)) {
        return new ProblemError(
          code,
          `AWS refused this, because it contradicts what is linked already, and changed nothing. It says: ${said}`,
          members,
          error,
        );
      }
      return new ProblemError(
        code,
        `Not done, because something else changed it at the same moment: try again. AWS says: ${said}`,
        members,
        error,
      );
    case 'upstream_unavailable':
      return new ProblemError(
        code,
        'AWS had an internal error. If a change was asked for, it may have been made all the same: reload to see, then try again.',
        { ...members, retryAfterMs: 2000 },
        error,
      );
    default:
      return new ProblemError(code, `AWS refused this and changed nothing. It says: ${said}`, members, error);
  }
}

/** A conflict with what is there, not with a change at the same moment: trying again does not help. */
function isContradiction({ name }: Error): boolean {
  return name === 'ResourceConflictException' || name === 'DeveloperUserAlreadyRegisteredException';
}

function timedOut(error: Error, isWrite: boolean): ProblemError {
  if (isWrite) return unknownOutcome(error);
  return new ProblemError(
    'upstream_timeout',
    'AWS did not answer in time. This was a read, so nothing was changed. Try again.',
    {},
    error,
  );
}

function unknownOutcome(error: Error, members = aboutAws(error)): ProblemError {
  return new ProblemError(
    'outcome_unknown',
    'AWS did not confirm the change, so it may or may not have been made. Reload to see the present state before you try again.',
    members,
    error,
  );
}

function cannotReach(error: Error, connection: ConnectionDefinition): ProblemError {
  return new ProblemError(
    'upstream_unavailable',
    `${connection.endpoint} can't be reached, so nothing was done. Check the network${connection.kind === 'embedded' ? ' and whether the local AWS runs' : ''}, then try again.`,
    {},
    error,
  );
}

function badResponse(error: unknown, isWrite: boolean): ProblemError {
  const outcome = isWrite
    ? 'Whether the change was made is not known: reload before you try again.'
    : 'Nothing was changed.';
  return new ProblemError(
    'upstream_bad_response',
    `The answer did not come from AWS: perhaps a proxy or a sign-in page stands in between. ${outcome}`,
    {},
    error,
  );
}

/** AWS's name for the error and its request id; nothing else of the SDK's error leaves this file. */
function aboutAws(error: unknown): ProblemMembers {
  if (!(error instanceof Error)) return {};
  const requestId = metadataOf(error)?.requestId;
  return {
    awsError: plainText(error.name, 100),
    ...(typeof requestId === 'string' ? { awsRequestId: plainText(requestId, 100) } : {}),
  };
}

function isReset(error: Error, systemCode: string): boolean {
  return resets.has(systemCode) || error.message === 'socket hang up';
}

/** The SDK names errors it could not read `Unknown…`, or leaves the parser's own. */
function isServiceError(error: Error): boolean {
  return '$fault' in error && !/^(?:Unknown.*|SyntaxError|UnknownError|Error)$/.test(error.name);
}

function statusOf(error: Error): number | undefined {
  const status = metadataOf(error)?.httpStatusCode;
  return typeof status === 'number' ? status : undefined;
}

function metadataOf(error: Error): { httpStatusCode?: unknown; requestId?: unknown } | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  return typeof metadata === 'object' && metadata !== null ? metadata : undefined;
}
