import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '@lifeguard/aws/client/clock';
import type { Log } from '../log/log.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { SessionStore } from './sessions.ts';

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
}

/** The one-time link and the sessions it opens. Tokens leave this object once and are never kept. */
export class SignIn {
  readonly #store: SessionStore;
  readonly #clock: Clock;
  readonly #log: Log;
  #failures: number[] = [];
  #lockedUntil = 0;

  constructor(store: SessionStore, clock: Clock, log: Log) {
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
  }

  /** A fresh token of 32 random bytes; any earlier one stops working. It lives ten minutes and can be used once. */
  newToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#store.replaceLink(sha256(token), this.#clock.now() + linkLifeMs);
    return token;
  }

  /**
   * Trades the token for a session. The right one always works: it can't be guessed, and wrong ones may come from any
   * page that opens an address of this console. @throws ProblemError unauthenticated, or rate_limited after many wrong ones
   */
  exchange(token: string): { id: string; csrf: string; sid: string } {
    const now = this.#clock.now();
    const given = sha256(token);
    const live = this.#store.liveLink(now);
    const link = live !== undefined && timingSafeEqual(live, given) ? live : undefined;
    const id = randomBytes(32).toString('base64url');
    const csrf = randomBytes(32).toString('base64url');
    const session = { idHash: sha256(id), csrfHash: sha256(csrf), createdAt: now, lastSeen: now };
    if (link === undefined || !this.#store.openSession(link, session, maxSessions)) throw this.#failed(now);
    const sid = shortKey(session.idHash);
    this.#log.info('signed in', { sid });
    return { id, csrf, sid };
  }

  /**
   * The session of a cookie. `background` requests do not keep it alive.
   * @throws ProblemError session_ended
   */
  authenticate(id: string, background: boolean): Caller & { csrfHash: Buffer } {
    const now = this.#clock.now();
    const idHash = sha256(id);
    const row = this.#store.find(idHash);
    if (row === undefined) throw ended();
    if (now >= row.createdAt + absoluteMs || now >= row.lastSeen + idleMs) {
      this.#store.end(idHash);
      throw ended();
    }
    if (!background && now >= row.lastSeen + touchMs) this.#store.touch(idHash, now);
    return { key: idHash.toString('base64url'), expiresAt: row.createdAt + absoluteMs, csrfHash: row.csrfHash };
  }

  /** Whether the session still lives. Asking does not keep it alive. */
  isAlive(caller: Caller): boolean {
    const now = this.#clock.now();
    const row = this.#store.find(hashOf(caller));
    return row !== undefined && now < row.createdAt + absoluteMs && now < row.lastSeen + idleMs;
  }

  end(caller: Caller): void {
    this.#store.end(hashOf(caller));
    this.#log.info('signed out', { sid: shortKey(hashOf(caller)) });
  }

  readOnlyChoice(caller: Caller, connectionId: string): boolean | undefined {
    return this.#store.readOnlyChoice(hashOf(caller), connectionId);
  }

  chooseReadOnly(caller: Caller, connectionId: string, readOnly: boolean): void {
    this.#store.chooseReadOnly(hashOf(caller), connectionId, readOnly);
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
export function csrfMatches(given: string, csrfHash: Buffer): boolean {
  return timingSafeEqual(sha256(given), csrfHash);
}

/** Eight characters that tell sessions apart in the log and are of no other use. */
export function shortKey(key: string | Buffer): string {
  return hash('sha256', key, 'hex').slice(0, 8);
}

function hashOf(caller: Caller): Buffer {
  return Buffer.from(caller.key, 'base64url');
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

function ended(): ProblemError {
  return new ProblemError(
    'session_ended',
    'Your session has ended, so nothing was done. Press Enter in the terminal where Lifeguard runs and open the new link; ' +
      'this page can stay open.',
  );
}
