import type { AuditEvent, AuditOutcome } from '@lifeguard/shared/api/audit';
import type { ProblemCode } from '@lifeguard/shared/api/problem';
import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** What a request that failed with this has changed. */
const outcomes = {
  invalid_input: 'refused',
  unauthenticated: 'refused',
  session_ended: 'refused',
  forbidden: 'refused',
  read_only: 'refused',
  not_found: 'refused',
  method_not_allowed: 'refused',
  conflict: 'refused',
  stale_version: 'refused',
  precondition_required: 'refused',
  confirmation_mismatch: 'refused',
  unknown_members: 'refused',
  limit_exceeded: 'refused',
  payload_too_large: 'refused',
  unsupported_media_type: 'refused',
  locked: 'refused',
  rate_limited: 'refused',
  throttled: 'failed',
  aws_denied: 'refused',
  aws_refused: 'refused',
  credentials_missing: 'failed',
  credentials_expired: 'failed',
  wrong_account: 'refused',
  upstream_unavailable: 'failed',
  upstream_bad_response: 'failed',
  upstream_timeout: 'failed',
  outcome_unknown: 'unknown',
  applied_in_part: 'in_part',
  storage_full: 'failed',
  storage_damaged: 'failed',
  storage_locked: 'failed',
  storage_unusable: 'failed',
  audit_unavailable: 'failed',
  unavailable: 'failed',
  internal: 'failed',
} satisfies Record<ProblemCode, AuditOutcome>;

/** What became of a request that failed, as far as its error and the calls that it sent say. */
export function outcomeOfError(
  error: unknown,
  calls: NonNullable<AuditEvent['calls']>,
): Required<Pick<AuditEvent, 'outcome' | 'errorCode'>> {
  const errorCode = error instanceof ProblemError ? error.code : 'internal';
  const outcome = outcomes[errorCode];
  // Whatever failed after it: that call was done.
  const isPartDone =
    (outcome === 'refused' || outcome === 'failed') && calls.some((call) => call.outcome === 'applied');
  return { outcome: isPartDone ? 'in_part' : outcome, errorCode };
}
