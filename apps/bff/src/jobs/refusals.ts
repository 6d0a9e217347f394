import { isEnded } from '@lifeguard/shared/api/jobs';

import type { AwsCall } from '@lifeguard/aws/client/connections';
import { refuseWrite } from '@lifeguard/aws/client/read-only';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { JobRow, TaskOf } from '../store/job-rows.ts';

/** A dry run changes nothing, so it is never refused. @throws ProblemError read_only */
export function refuseReadOnly({ isReadOnly, connection }: AwsCall, isDryRun: boolean): void {
  if (isReadOnly && !isDryRun) refuseWrite('DeleteIdentities', connection);
}

/** @throws ProblemError confirmation_mismatch */
export function refuseWrongName(name: string, typed: string): void {
  if (typed === name) return;
  throw new ProblemError(
    'confirmation_mismatch',
    'What you typed is not exactly the name of the pool, so nothing was deleted. Upper and lower case and spaces count.',
    { fields: { confirmName: ['This is not exactly the name of the pool.'] } },
  );
}

/** @throws ProblemError confirmation_mismatch where the person saw something else than what the filter finds now */
export function refuseUnconfirmed(
  { scannedAt, count }: { scannedAt: number; count: number },
  { scanFinishedAt, confirmCount }: { scanFinishedAt: string; confirmCount: number },
): void {
  if (scannedAt !== Date.parse(scanFinishedAt)) {
    throw mismatch('The pool was scanned again since you looked at the list, so the filter may find others now.');
  }
  if (count !== confirmCount) {
    throw mismatch(`You confirmed ${confirmCount} identities, but the filter now finds ${count}.`);
  }
  if (count === 0) throw mismatch('The filter finds no identity, so there is nothing to delete.');
}

/** Of a deletion that could not delete everything. @throws ProblemError conflict for every other job */
export function taskToRetry(earlier: JobRow): TaskOf<'delete'> {
  if (earlier.task.kind === 'delete' && isEnded(earlier) && earlier.failed > 0) return earlier.task;
  throw new ProblemError(
    'conflict',
    'There is nothing to try again: no identity of this job has failed, or it has not ended. Nothing was done.',
  );
}

/** Of a dry run that has found some. @throws ProblemError conflict for every other job, confirmation_mismatch where another number was confirmed */
export function taskOfFound(dryRun: JobRow, confirmCount: number): TaskOf<'delete'> {
  const { task, state, frozen, gone, changed } = dryRun;
  const found = frozen - gone - changed;
  if (task.kind !== 'delete' || !task.isDryRun || state !== 'done' || found === 0) {
    throw new ProblemError(
      'conflict',
      'This job is no dry run that has found identities to delete. Nothing was deleted.',
    );
  }
  if (found !== confirmCount) {
    throw mismatch(`You confirmed ${confirmCount} identities, but the dry run has found ${found}.`);
  }
  return task;
}

/** Two of them would each count what the other one has deleted. @throws ProblemError conflict */
export function refuseSecond(underWay: JobRow | undefined): void {
  if (underWay === undefined) return;
  throw new ProblemError(
    'conflict',
    'Another job is deleting these identities already, so no second one was started. It is in the list of jobs.',
  );
}

/** @throws ProblemError conflict */
export function refuseEnded(row: JobRow): void {
  if (isEnded(row)) throw new ProblemError('conflict', 'This job has ended already. Nothing was done.');
}

function mismatch(what: string): ProblemError {
  return new ProblemError('confirmation_mismatch', `${what} Nothing was deleted. Look at the list again.`);
}
