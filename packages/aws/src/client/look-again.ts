import { ProblemError } from '@lifeguard/shared/api/problem-error';

import type { AwsClients } from './clients.ts';
import type { AwsCall } from './connections.ts';
import { startDeadline } from './deadline.ts';
import { asProblem, mayHaveArrived } from './errors.ts';

/** What a look says about a write: `unknown` where somebody else may have written too. */
type Meaning = 'applied' | 'not_applied' | 'unknown';

/** How to find out what became of one write. */
interface Look<T> {
  readonly read: (call: AwsCall) => Promise<T>;
  readonly meaning: (found: T) => Meaning;
  /** What a look shows where the write is not to be seen: "the pool without it". */
  readonly without: string;
}

/**
 * One look at AWS after a write that failed with `reason`: answers what it found where that shows the write.
 * @throws ProblemError `reason` where it leaves nothing open, where the look fails and where it says nothing
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
  if (became === 'unknown' || error.code !== 'outcome_unknown') throw error;
  throw new ProblemError(
    'outcome_unknown',
    `AWS did not confirm the change. A look right afterwards shows ${without}, but it could still arrive. ` +
      'Reload in a few seconds before you try again.',
    error.members,
    error,
  );
}

/** A read about a write that was sent. It has a time of its own, as the write may have used up that of the request. */
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
