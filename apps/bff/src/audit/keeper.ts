import { setImmediate } from 'node:timers/promises';

import { wordsOf } from '@lifeguard/audit/words';
import { verifyLog, type Verdict } from '@lifeguard/audit/verify';
import type { AuditTrouble } from '@lifeguard/shared/api/audit';

import type { Log } from '../log/log.ts';
import type { AuditLog, NewSegment } from '../store/audit.ts';
import type { StorageHealth } from '../store/health.ts';
import { StoreError } from '../store/trouble.ts';
import type { Audit } from './audit.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const tickMs = 5 * minute;

interface Parts {
  readonly log: AuditLog;
  readonly audit: Pick<Audit, 'flush'>;
  readonly storage: Pick<StorageHealth, 'onRecovered'>;
  readonly serverLog: Log;
  readonly now: () => number;
  /** After so many days entries go. */
  readonly days: number;
  /** Other processes may be at work on what has no outcome. */
  readonly isShared: boolean;
  readonly settle: (before: number) => Promise<void>;
}

/** What goes on beside the requests: checks the log at the start, says its head every five minutes, settles what was cut off, lets old entries go. */
export function createAuditKeeper({ log, audit, storage, serverLog, now, days, isShared, settle }: Parts) {
  let trouble: AuditTrouble | undefined;
  let forgottenAt = 0;
  let isOpen = false;
  let isClosed = false;
  let verifying: Promise<Verdict> | undefined;
  let work = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;

  function segmentBegan({ reason, seq }: NewSegment): void {
    if (reason === 'first') return;
    const message =
      reason === 'other_key'
        ? `The audit log was written with another key than this console has, so the entries before ${seq} can't be checked here. With entry ${seq} a new segment begins.`
        : `The audit log is not as it was written. With entry ${seq} a new segment begins.`;
    name({ reason, seq, message });
  }

  function name(found: AuditTrouble): void {
    trouble = found;
    serverLog.error('audit log in trouble', { reason: found.reason, seq: found.seq, message: found.message });
  }

  /** One at a time, whoever asks. */
  function verify(): Promise<Verdict> {
    verifying ??= verifyLog(log, { keys: [log.key], pause }).finally(() => {
      verifying = undefined;
    });
    return verifying;
  }

  async function pause(): Promise<void> {
    await setImmediate();
    if (isClosed) throw new Closed();
  }

  async function sayHead(): Promise<void> {
    const head = await log.head();
    if (head !== undefined) serverLog.info('audit head', { head: `${head.seq}:${head.hash}` });
  }

  async function open(): Promise<void> {
    await log.open();
    isOpen = true;
  }

  async function checkAll(): Promise<void> {
    const { firstBad } = await verify();
    if (firstBad === undefined) return;
    const isOtherKey = firstBad.reason === 'other_key';
    name({ reason: isOtherKey ? 'other_key' : 'broken', seq: firstBad.seq, message: wordsOf(firstBad) });
    if (!isOtherKey && firstBad.reason !== 'break') await log.beginAfterBreak(firstBad.seq);
  }

  /** Once a day: each time leaves a checkpoint. */
  async function forget(): Promise<void> {
    if (Math.abs(now() - forgottenAt) < day) return;
    await log.forgetBefore(now() - days * day);
    forgottenAt = now();
  }

  async function tick(settleBefore: number): Promise<void> {
    if (!isOpen) await open();
    await audit.flush();
    await settle(settleBefore);
    await forget();
    await sayHead();
  }

  /** In turn; what fails is tried again at the next time. */
  function soon(job: () => Promise<void>): void {
    work = after(work, job);
  }

  async function after(earlier: Promise<void>, job: () => Promise<void>): Promise<void> {
    await earlier;
    if (isClosed) return;
    await job().catch((error: unknown) => {
      if (!(error instanceof Closed)) serverLog.warn('audit upkeep failed', {}, error);
    });
  }

  storage.onRecovered(() => soon(() => tick(now() - tickMs)));

  return {
    verify,
    segmentBegan,
    get trouble() {
      return trouble;
    },
    /** Before anything is appended. What can't be opened now is when the storage works again. */
    async prepare(): Promise<void> {
      await open().catch((error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
      });
      soon(() => tick(isShared ? now() - tickMs : Number.MAX_SAFE_INTEGER));
      soon(checkAll);
      timer = setInterval(() => soon(() => tick(now() - tickMs)), tickMs).unref();
    },
    async close(): Promise<void> {
      clearInterval(timer);
      isClosed = true;
      await work;
      await audit.flush();
      await sayHead().catch((error: unknown) => serverLog.warn('audit upkeep failed', {}, error));
    },
  };
}

/** The console ends: what takes long is done the next time. */
class Closed extends Error {
  override readonly name = 'Closed';
}
