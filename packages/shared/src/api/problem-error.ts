import type { AwsCallResult, Problem, ProblemCode } from './problem.ts';

/** Status and title of every problem code. */
const problemKinds = {
  invalid_input: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Not signed in' },
  session_ended: { status: 401, title: 'The session has ended' },
  forbidden: { status: 403, title: 'Not allowed' },
  read_only: { status: 403, title: 'This connection is read-only' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'Method not allowed' },
  conflict: { status: 409, title: 'Conflict' },
  stale_version: { status: 412, title: 'Somebody saved in between' },
  precondition_required: { status: 428, title: 'The version is missing' },
  confirmation_mismatch: { status: 422, title: 'The confirmation does not match' },
  unknown_members: { status: 409, title: 'The pool has settings that this version does not know' },
  limit_exceeded: { status: 422, title: 'A limit of AWS is reached' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported content type' },
  locked: { status: 423, title: 'Another change is being saved' },
  rate_limited: { status: 429, title: 'Too many requests' },
  throttled: { status: 429, title: 'AWS asks to slow down' },
  aws_denied: { status: 403, title: 'AWS denied the call' },
  aws_refused: { status: 400, title: 'AWS refused the request' },
  credentials_missing: { status: 403, title: 'No usable credentials' },
  credentials_expired: { status: 403, title: 'The credentials have expired' },
  wrong_account: { status: 403, title: 'Wrong AWS account' },
  upstream_unavailable: { status: 502, title: 'AWS can not be reached' },
  upstream_bad_response: { status: 502, title: 'The answer is not from AWS' },
  upstream_timeout: { status: 504, title: 'AWS did not answer in time' },
  outcome_unknown: { status: 504, title: 'The outcome is unknown' },
  applied_in_part: { status: 502, title: 'Applied in part' },
  storage_full: { status: 507, title: 'Storage is full' },
  storage_damaged: { status: 503, title: 'Storage is damaged' },
  storage_locked: { status: 503, title: 'Storage is locked' },
  storage_unusable: { status: 503, title: 'Storage can not be used' },
  audit_unavailable: { status: 503, title: 'It can not be recorded' },
  unavailable: { status: 503, title: 'Not available at the moment' },
  internal: { status: 500, title: 'Internal error' },
} satisfies Record<ProblemCode, { status: number; title: string }>;

/** The members of a problem that its thrower chooses; the rest follows from the code and the request. */
export type ProblemMembers = Partial<
  Omit<Problem, 'type' | 'title' | 'status' | 'code' | 'detail' | 'correlationId'> & { calls: AwsCallResult[] }
>;

/** A request that can't be done, with the sentence for people. `cause` is only ever logged, never sent. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly members: ProblemMembers;

  constructor(code: ProblemCode, detail: string, members: ProblemMembers = {}, cause?: unknown) {
    super(asSentence(detail), cause === undefined ? undefined : { cause });
    this.code = code;
    this.members = members;
  }

  get status(): number {
    return problemKinds[this.code].status;
  }
}

/** AWS answered, but with a failure of its own: another type than AWS that can't be reached, with another title. */
const awsFailure = { type: 'upstream_failure', status: 502, title: 'AWS had an internal error' };

/** Type, status and title of a problem: RFC 9457 wants one title per type. */
export function kindOf(error: ProblemError): { type: string; status: number; title: string } {
  const isAwsFailure = error.code === 'upstream_unavailable' && error.members.awsError !== undefined;
  return isAwsFailure ? awsFailure : { type: error.code, ...problemKinds[error.code] };
}

/** With its full stop. What AWS says often has none, and more may follow it. */
export function asSentence(text: string): string {
  return /[.!?…]["”’)]?$/.test(text) ? text : `${text}.`;
}

/** A problem that belongs to fields of a form: `{ 'IdentityPoolTags.team': ['…'] }`. */
export function invalidFields(fields: Record<string, string[]>): ProblemError {
  const first = Object.entries(fields)[0];
  const detail = first === undefined ? '' : ` ${first[0] === '' ? '' : `${first[0]}: `}${first[1][0] ?? ''}`;
  return new ProblemError('invalid_input', `Nothing was changed, because the request is not valid.${detail}`, {
    fields,
  });
}
