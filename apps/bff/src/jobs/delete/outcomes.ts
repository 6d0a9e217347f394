import type { ItemOutcome } from '../../store/sqlite/job-items.ts';
import type { JobItem } from '../../store/job-rows.ts';

/** Of one identity that AWS answers with an error of its own. */
const maxAttempts = 5;

/**
 * @param code AWS's error of this identity, where it was not deleted
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnprocessedIdentityId.html
 */
export function outcomeOf({ seq, attempts }: JobItem, code: string | undefined): ItemOutcome {
  if (code === undefined) return { seq, state: 'deleted' };
  const isFinal = code === 'AccessDenied' || attempts + 1 >= maxAttempts;
  return { seq, state: isFinal ? 'failed' : 'pending', code };
}

/** What to say of the last of them where a job stops. */
export function lastCode(outcomes: readonly ItemOutcome[]): string {
  const code = outcomes.findLast((outcome) => outcome.code !== undefined)?.code;
  return code === undefined
    ? 'What was deleted so far stays deleted.'
    : `AWS's answer for the last identity: ${code}. What was deleted so far stays deleted.`;
}
