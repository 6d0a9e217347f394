import type { Context } from '../context.ts';

/**
 * Waits until the index has forgotten what AWS has deleted. Where it can't, the deletion still stands and must be told
 * as done: the log says so, and the next scan puts the index right.
 */
export async function forgetting({ log }: Pick<Context, 'log'>, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    log.warn('the index of identities was not told of a deletion', {}, error);
  }
}
