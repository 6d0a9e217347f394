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

/** An answer that can't be one of AWS to what was asked. The message says why: "it has no Roles". */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/** What to do where nothing more is known of a write; after a look there is more to say in its place. */
export const reloadFirst = 'Reload to see the present state before you try again.';

/** A call that failed, as far as it is known. */
interface FailedCall {
  readonly connection: ConnectionDefinition;
  readonly isWrite: boolean;
  readonly operation?: string | undefined;
  readonly host?: string | undefined;
}

/** Any failure of an SDK call as a problem. A write that may have arrived is always `outcome_unknown`, whatever was answered. */
export function problemOf(error: unknown, about: FailedCall): ProblemError {
  if (error instanceof ProblemError) return error;
  if (!(error instanceof Error)) return badResponse(error, about);
  if (error instanceof SignInUnreachable) return signInUnreachable(error, about.connection);
  if (/^(?:CredentialsProviderError|TokenProviderError|ProviderError)$/.test(error.name))
    return credentialProblem(error, about.connection);
  const tokenFile = tokenFileProblem(error, about.connection);
  if (tokenFile !== undefined) return tokenFile;
  const systemCode = 'code' in error ? String(error.code) : '';
  if (unreachable.has(systemCode)) return cannotReach(error, about);
  // The SDK calls a reset a TimeoutError, too: look at the code first.
  if (isReset(error, systemCode)) return about.isWrite ? unknownOutcome(error) : cannotReach(error, about);
  if (timeouts.has(error.name) || timeouts.has(systemCode)) return timedOut(error, about.isWrite);
  const code = codes.get(error.name) ?? codeOfStatus(error);
  if (code === undefined) return badResponse(error, about);
  if (code === 'upstream_unavailable' && about.isWrite)
    return unknownOutcome(error, aboutAws(error), 'AWS had an internal error and');
  return known(code, error, about);
}

/** Of an error that AWS names and this version does not know. */
function codeOfStatus(error: Error): ProblemCode | undefined {
  const status = statusOf(error);
  if (status === undefined || !isServiceError(error)) return undefined;
  if (status >= 500) return 'upstream_unavailable';
  if (status === 429) return 'throttled';
  return status === 403 ? 'aws_denied' : 'aws_refused';
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

/** AWS may have applied a write although no good answer came back. */
export function mayHaveArrived(error: unknown): boolean {
  return error instanceof ProblemError && error.code === 'outcome_unknown';
}

/** A read that AWS denies or fails, or that what answers there does not know: not one that the next try may mend, and nothing that would meet every read. */
function isGap({ code, members }: ProblemError): boolean {
  if (code === 'upstream_unavailable') return members.awsError !== undefined;
  return code === 'aws_denied' || code === 'aws_refused' || code === 'upstream_bad_response';
}

/** What a read found; undefined where it can't be had from AWS, which closes only what needs it. @throws ProblemError for everything else */
export async function orGap<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isGap(asProblem(error))) return undefined;
    throw error;
  }
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

function known(code: ProblemCode, error: Error, { connection, operation }: FailedCall): ProblemError {
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
      return new ProblemError(
        code,
        `AWS does not have it (any more), and changed nothing. It says: ${said}`,
        members,
        error,
      );
    case 'aws_denied':
      return new ProblemError(
        code,
        `AWS denied ${operation ?? 'this call'} for the credentials of "${connection.label}" and changed nothing. It says: ${said}`,
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
        'AWS had an internal error. This was a read, so nothing was changed. Try again.',
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

function unknownOutcome(error: Error, members = aboutAws(error), subject = 'AWS'): ProblemError {
  return new ProblemError(
    'outcome_unknown',
    `${subject} did not confirm the change, so it may or may not have been made. ${reloadFirst}`,
    members,
    error,
  );
}

function cannotReach(error: Error, { connection, host }: FailedCall): ProblemError {
  // What the SDK asks by itself, for credentials, has no attempt of ours: the system names the host that it looked for.
  const looked = 'hostname' in error ? String(error.hostname) : connection.endpoint;
  return new ProblemError(
    'upstream_unavailable',
    `${host ?? looked} can't be reached, so nothing was done. Check the network${connection.kind === 'embedded' ? ' and whether the local AWS runs' : ''}, then try again.`,
    {},
    error,
  );
}

function badResponse(error: unknown, { isWrite, operation }: FailedCall): ProblemError {
  const what =
    error instanceof NotUnderstood
      ? `is not understood: ${error.message}. Perhaps what answers there only resembles AWS.`
      : 'did not come from AWS: perhaps a proxy or a sign-in page stands in between.';
  const outcome = isWrite ? `Whether the change was made is not known. ${reloadFirst}` : 'Nothing was changed.';
  return new ProblemError(
    isWrite ? 'outcome_unknown' : 'upstream_bad_response',
    `The answer${operation === undefined ? '' : ` to ${operation}`} ${what} ${outcome}`,
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
