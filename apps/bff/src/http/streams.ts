import { ProblemError } from '@lifeguard/shared/api/problem-error';

const maxPerSession = 3;
const maxInAll = 200;

/** The streams of events that are open. */
export class Streams {
  readonly #open = new Map<() => void, string>();

  /** @throws ProblemError rate_limited where the session, or all together, have too many */
  add(session: string, end: () => void): void {
    const ofSession = [...this.#open.values()].filter((key) => key === session).length;
    if (ofSession >= maxPerSession || this.#open.size >= maxInAll) {
      throw new ProblemError(
        'rate_limited',
        'Too many pages of this console follow what goes on. Nothing was changed. Close some of them, or reload this one now and then.',
        { retryAfterMs: 15_000 },
      );
    }
    this.#open.set(end, session);
  }

  remove(end: () => void): void {
    this.#open.delete(end);
  }

  /** Ends those of a session, or all of them: the server is about to close. */
  close(session?: string): void {
    for (const [end, key] of this.#open) if (session === undefined || key === session) end();
  }
}
