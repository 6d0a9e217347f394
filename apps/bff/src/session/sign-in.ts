import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '@lifeguard/aws/client/clock';
import type { Log } from '../log/log.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { Sessions, StoredSession } from '../store/sessions.ts';
import { StoreError } from '../store/trouble.ts';

const minute = 60_000;
const linkLifeMs = 10 * minute;
const idleMs = 8 * 60 * minute;
const absoluteMs = 24 * 60 * minute;
const maxSessions = 10;
const maxFailuresPerMinute = 5;
const lockMs = 30_000;
/** The last use is written at most this often. */
const touchMs = minute;

/** Who is calling. `key` is the hash under which everything of this session is kept. */
export interface Caller {
  readonly key: string;
  readonly expiresAt: number;
  /** By connection: whether this session has chosen to change nothing there, when the request came. */
  readonly readOnlyChoices: ReadonlyMap<string, boolean>;
}

/** The one-time link and the sessions it opens. Tokens leave this object once and are never kept. */
export class SignIn {
  readonly #store: Sessions;
  readonly #clock: Clock;
  readonly #log: Log;
  #failures: number[] = [];
  #lockedUntil = 0;

  constructor(store: Sessions, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /**
   * A fresh token of 32 random bytes; any earlier one stops working. It lives ten minutes and can be used once.
   * @throws StoreError where its hash can't be kept
   */
  async newToken(): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.#store.replaceLink(sha256(token), this.#clock.now() + linkLifeMs);
    return token;
  }

  /**
   * Trades the token for a session. The right one always works: it can't be guessed, and wrong ones may come from any
   * page that opens an address of this console.
   * @throws ProblemError unauthenticated, or rate_limited after many wrong ones; StoreError, after which the link may still be good
   */
  async exchange(token: string): Promise<{ id: string; csrf: string; sid: string }> {
    const now = this.#clock.now();
    const id = randomBytes(32).toString('base64url');
    const csrf = randomBytes(32).toString('base64url');
    const session = { key: sha256(id), csrfHash: sha256(csrf), createdAt: now, lastSeen: now };
    // Hashes are compared: how long that takes tells nothing about the token.
    if (!(await this.#store.open(sha256(token), session, maxSessions))) throw this.#failed(now);
    const sid = shortKey(session.key);
    this.#log.info('signed in', { sid });
    return { id, csrf, sid };
  }

  /**
   * The session of a cookie. `background` requests do not keep it alive.
   * @throws ProblemError session_ended; StoreError where it can't be said whether it lives
   */
  async authenticate(id: string, background: boolean): Promise<Caller & { csrfHash: string }> {
    const now = this.#clock.now();
    const session = await this.#store.find(sha256(id));
    if (session === undefined) throw ended();
    const { key, csrfHash, createdAt, lastSeen, readOnlyChoices } = session;
    if (!isLive(session, now)) {
      await orUnwritten(this.#store.end(key));
      throw ended();
    }
    if (!background && now >= lastSeen + touchMs) await orUnwritten(this.#store.touch(key, now));
    return { key, expiresAt: createdAt + absoluteMs, csrfHash, readOnlyChoices };
  }

  /** Whether the session still lives. Asking does not keep it alive. @throws StoreError */
  async isAlive({ key }: Caller): Promise<boolean> {
    const session = await this.#store.find(key);
    return session !== undefined && isLive(session, this.#clock.now());
  }

  /** @throws StoreError where it could not be ended, and lives on */
  async end({ key }: Caller): Promise<void> {
    await this.#store.end(key);
    this.#log.info('signed out', { sid: shortKey(key) });
  }

  /** @throws StoreError where it could not be kept, and does not hold */
  chooseReadOnly({ key }: Caller, connectionId: string, readOnly: boolean): Promise<void> {
    return this.#store.chooseReadOnly(key, connectionId, readOnly);
  }

  #failed(now: number): ProblemError {
    // A clock that went back must not make a lock longer.
    if (now < this.#lockedUntil && now >= this.#lockedUntil - lockMs) return this.#locked(now);
    this.#failures = [...this.#failures.filter((time) => time > now - minute && time <= now), now];
    this.#log.warn('sign-in failed', { failures: this.#failures.length });
    if (this.#failures.length >= maxFailuresPerMinute) {
      this.#failures = [];
      this.#lockedUntil = now + lockMs;
    }
    return new ProblemError(
      'unauthenticated',
      'This sign-in link does not work: it was used already, is older than ten minutes, or was replaced by a newer one. ' +
        'Press Enter in the terminal where Lifeguard runs to get a new link.',
    );
  }

  #locked(now: number): ProblemError {
    const retryAfterMs = this.#lockedUntil - now;
    return new ProblemError(
      'rate_limited',
      `There were too many wrong sign-in links. Wrong ones are not looked at for the next ${Math.ceil(retryAfterMs / 1000)} seconds. ` +
        'The newest link from the terminal where Lifeguard runs works all the same.',
      { retryAfterMs },
    );
  }
}

/** Compares the header with what the session knows, in constant time. */
export function csrfMatches(given: string, csrfHash: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(csrfHash));
}

/** Eight characters that tell sessions apart in the log and are of no other use. */
export function shortKey(key: string): string {
  return hash('sha256', Buffer.from(key, 'base64url'), 'hex').slice(0, 8);
}

function isLive({ createdAt, lastSeen }: StoredSession, now: number): boolean {
  return now < createdAt + absoluteMs && now < lastSeen + idleMs;
}

/** What only tidies up: where it can't be written, storage says so itself, and nobody is thrown out for it. */
async function orUnwritten(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}

function sha256(text: string): string {
  return hash('sha256', text, 'base64url');
}

function ended(): ProblemError {
  return new ProblemError(
    'session_ended',
    'Your session has ended, so nothing was done. Press Enter in the terminal where Lifeguard runs and open the new link; ' +
      'this page can stay open.',
  );
}
