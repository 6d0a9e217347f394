import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** The job was told to stop: cancelled, paused by a person, or the console ends. */
export class Stopped extends Error {
  override name = 'Stopped';
}

/** The job can't go on now. `isAutomatic`: it tries again by itself; else only when a person lets it go on. */
export class MustPause extends Error {
  override name = 'MustPause';
  readonly isAutomatic: boolean;

  constructor(message: string, isAutomatic: boolean) {
    super(message);
    this.isAutomatic = isAutomatic;
  }
}

/** The job can never go on. */
export class JobFailed extends Error {
  override name = 'JobFailed';
}

/** AWS says that there is no such pool: the index and the store answer `not_found` for what they do not have, too. */
export function isPoolGone(error: unknown): error is ProblemError {
  return (
    error instanceof ProblemError &&
    error.code === 'not_found' &&
    error.members.awsError === 'ResourceNotFoundException'
  );
}
