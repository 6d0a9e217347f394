import type { Problem, ProblemCode } from '@lifeguard/shared/api/problem';

/** An answer other than success, or none. Decide by `code`, never by text. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail ?? problem.title, options);
    this.problem = problem;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** A problem that the browser itself met: no usable answer came. */
export function localProblem(code: ProblemCode, title: string, detail: string): Problem {
  return { type: 'about:blank', title, status: 0, code, detail, correlationId: '' };
}

/** Whatever was thrown, as a problem that can be shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return localProblem('internal', 'Something went wrong in the page', `${detail} Reload the page and try again.`);
}

/** Whether a write that failed may have been made all the same. */
export function hasUnknownOutcome(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  const { code, awsError, calls = [] } = error.problem;
  // AWS answered with a failure of its own, perhaps after it had done what it was asked.
  if (code === 'upstream_unavailable' && awsError !== undefined) return true;
  return (
    code === 'outcome_unknown' || code === 'upstream_bad_response' || calls.some((call) => call.outcome === 'unknown')
  );
}

export function hasCode(error: unknown, ...codes: ProblemCode[]): error is ApiError {
  return error instanceof ApiError && codes.includes(error.code);
}
