import { setTimeout as wait } from 'node:timers/promises';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

import type { AwsClients } from './clients.ts';
import type { AwsCall } from './connections.ts';
import { startDeadline } from './deadline.ts';
import { asProblem, mayHaveArrived, reloadFirst } from './errors.ts';

/** AWS is eventually consistent: what was written may be shown a moment later. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html */
export const shownLateMs: readonly number[] = [200, 600];

/** What a read says about a write. `unknown`: it shows neither the state before nor the one after. */
type Meaning = 'applied' | 'not_applied' | 'unknown';

/** How to find out whether a write was applied. */
interface Look<T> {
  readonly read: (call: AwsCall) => Promise<T>;
  readonly meaning: (found: T) => Meaning;
  /** What the read shows where the write was not applied: "the pool without it". */
  readonly without: string;
}

/**
 * One read after a write that failed with `reason`: answers what it found if the write was applied after all.
 * @throws ProblemError `reason` itself where it says that the write was not applied, where the read fails and where it does not tell
 */
export async function lookAgain<T>(
  clients: Pick<AwsClients, 'timeouts'>,
  call: AwsCall,
  reason: unknown,
  { read, meaning, without }: Look<T>,
): Promise<T> {
  const error = asProblem(reason);
  if (!mayHaveArrived(error)) throw error;
  const found = await readAfterwards(clients, call, read).catch((problem: unknown) => {
    asProblem(problem);
    throw error;
  });
  const became = meaning(found);
  if (became === 'applied') return found;
  if (became === 'unknown') throw error;
  throw new ProblemError(
    'outcome_unknown',
    `${error.message.replace(reloadFirst, '').trim()} A look right afterwards shows ${without}, but it could still arrive. ` +
      'Reload in a few seconds before you try again.',
    error.members,
    error,
  );
}

/** A read after a write, within `readMs` of its own: the write may have used up the time of the request. */
export async function readAfterwards<T>(
  { timeouts }: Pick<AwsClients, 'timeouts'>,
  call: AwsCall,
  read: (call: AwsCall) => Promise<T>,
): Promise<T> {
  const { signal, end } = startDeadline(timeouts.readMs);
  try {
    return await read({ ...call, signal });
  } finally {
    end();
  }
}

/**
 * Until another console that read before our write has written, too. `tookMs`, from our read to the end of our write, is about as long as it needs
 * for both.
 */
export async function waitForOthers({ timeouts }: Pick<AwsClients, 'timeouts'>, tookMs: number): Promise<void> {
  await wait(Math.max(timeouts.secondLookMs, 2 * tookMs));
}
