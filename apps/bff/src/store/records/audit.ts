import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import {
  type ChainKey,
  type Checkpoint,
  checkpointOperation,
  genesis,
  hashAfter,
  type Head,
  isHeadOf,
  type SealedEntry,
  sealHead,
  segmentOperation,
  type SegmentStart,
  textOf,
} from '@lifeguard/audit/chain';
import type { Place } from '@lifeguard/audit/verify';
import type { AuditEvent } from '@lifeguard/shared/api/audit';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';

import type { AuditLog, NewSegment } from '../audit.ts';
import { createQueue } from './audit-queue.ts';
import { createAuditReader, headOf } from './audit-reader.ts';
import type { Records } from './open.ts';
import type { Tables } from './schema.ts';

/** How many entries one statement inserts, and how many one deletes: that takes longer, and others wait. */
const insertedAtOnce = 500;
const deletedAtOnce = 100;

interface Parts {
  readonly key: ChainKey;
  readonly now: () => number;
  /** Hears of segments that begin because of what was there. */
  readonly onSegment: (segment: NewSegment) => void;
}

/** Where the next entry goes. `reason`: it can't simply go on from there. */
interface End extends Place {
  readonly keptFrom: number;
  readonly reason?: SegmentStart['reason'];
}

export function createAuditLog(
  { db, engine }: Pick<Records, 'db' | 'engine'>,
  { key, now, onSegment }: Parts,
): AuditLog {
  const reader = createAuditReader(db);

  /** One at a time, among all processes: each entry needs the hash of the one before. */
  async function exclusively<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
    return db.transaction().execute(async (trx) => {
      if (engine === 'postgres') await sql`LOCK TABLE audit_head IN EXCLUSIVE MODE`.execute(trx);
      return work(trx);
    });
  }

  /** Adds to the end, and moves the head. Nobody else may do so meanwhile. */
  async function add(trx: Transaction<Tables>, end: End, events: readonly AuditEvent[]): Promise<Place> {
    const at = new Date(now()).toISOString();
    const all = end.reason === undefined ? events : [segment(end.reason), ...events];
    let { seq, hash } = end;
    const rows = all.map((event) => {
      seq += 1;
      const entry = textOf({ ...event, at, seq });
      hash = hashAfter(key, hash, entry);
      return { seq, hash, entry };
    });
    for (let index = 0; index < rows.length; index += insertedAtOnce) {
      await trx
        .insertInto('audit_entries')
        .values(rows.slice(index, index + insertedAtOnce))
        .execute();
    }
    await noteOpen(trx, events);
    await setHead(trx, sealHead(key, { seq, hash, keptFrom: end.keptFrom }));
    if (end.reason !== undefined && end.reason !== 'first') onSegment({ reason: end.reason, seq: end.seq + 1 });
    return { seq, hash };
  }

  async function noteOpen(trx: Transaction<Tables>, events: readonly AuditEvent[]): Promise<void> {
    const idsOf = (phase: AuditEvent['phase']) =>
      events.filter((event) => event.phase === phase).map(({ correlationId }) => correlationId);
    const ended = idsOf('outcome');
    const begun = [...new Set(idsOf('intent'))].map((correlation_id) => ({ correlation_id, at: now() }));
    if (begun.length > 0) {
      await trx
        .insertInto('audit_open')
        .values(begun)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    if (ended.length > 0) await trx.deleteFrom('audit_open').where('correlation_id', 'in', ended).execute();
  }

  function segment(reason: SegmentStart['reason'], more: { firstBad?: number } = {}): AuditEvent {
    return own(segmentOperation, { keyId: key.id, reason, ...more });
  }

  /** Looks only at the head: what else there is, `open` has looked at. */
  async function endOf(trx: Transaction<Tables>): Promise<End> {
    const head = await headOf(trx);
    if (head === undefined) return { seq: 0, hash: genesis, keptFrom: 1, reason: 'first' };
    if (head.keyId !== key.id) return { ...head, reason: 'other_key' };
    return isHeadOf(key, head) ? { ...head } : { ...head, reason: 'broken' };
  }

  /** Compares the head with the entry that should stand there. */
  async function open(): Promise<void> {
    await exclusively(async (trx) => {
      const end = await endOf(trx);
      const last = await trx
        .selectFrom('audit_entries')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .executeTakeFirst();
      const isAsWritten = last === undefined ? end.reason === 'first' : last.seq === end.seq && last.hash === end.hash;
      if (isAsWritten && end.reason === undefined) return;
      const reason = isAsWritten || end.reason === 'other_key' ? end.reason : 'broken';
      const from = last === undefined || last.seq < end.seq ? end : { ...last, keptFrom: end.keptFrom };
      await add(
        trx,
        { seq: from.seq, hash: from.hash, keptFrom: from.keptFrom, ...(reason === undefined ? {} : { reason }) },
        [],
      );
    });
  }

  const queue = createQueue<AuditEvent, Place>((events) =>
    exclusively(async (trx) => add(trx, await endOf(trx), events)),
  );

  async function forgetBefore(time: number): Promise<number> {
    const youngest = await db
      .selectFrom('audit_entries')
      .select('seq')
      // No column: the log is read from its beginning to the first one that stays.
      .where(sql<string>`at || ''`, '>=', new Date(time).toISOString())
      .orderBy('seq')
      .limit(1)
      .executeTakeFirst();
    const head = await headOf(db);
    // The checkpoint itself stays in any case.
    const keptFrom = youngest?.seq ?? head?.seq ?? 1;
    if (head !== undefined && keptFrom > head.keptFrom) await checkpoint(keptFrom);
    return erase();
  }

  async function checkpoint(keptFrom: number): Promise<void> {
    const [last] = await reader.from(keptFrom - 1, 1);
    if (last === undefined) return;
    const keyId = await keyIdAt(keptFrom);
    await exclusively(async (trx) => {
      const end = await endOf(trx);
      if (end.keptFrom >= keptFrom) return;
      const params: Checkpoint = { lastSeq: last.seq, lastHash: last.hash, keyId };
      await add(trx, { ...end, keptFrom }, [own(checkpointOperation, { ...params })]);
    });
  }

  /** With which key the entry of this number was written. */
  async function keyIdAt(seq: number): Promise<string> {
    for (const operation of [segmentOperation, checkpointOperation]) {
      const keyId = paramOf(await reader.newest(operation, seq), 'keyId');
      if (typeof keyId === 'string') return keyId;
    }
    return key.id;
  }

  /** What lies before the first one that is kept, in short transactions. */
  async function erase(): Promise<number> {
    const { keptFrom } = (await headOf(db)) ?? { keptFrom: 1 };
    for (let erased = 0; ; ) {
      const { numDeletedRows } = await db
        .deleteFrom('audit_entries')
        .where('seq', 'in', (rows) =>
          rows
            .selectFrom('audit_entries')
            .select('seq')
            .where('seq', '<', keptFrom)
            .orderBy('seq')
            .limit(deletedAtOnce),
        )
        .executeTakeFirstOrThrow();
      erased += Number(numDeletedRows);
      if (numDeletedRows === 0n) return erased;
      await setImmediate();
    }
  }

  return {
    ...reader,
    key,
    open,
    append: async (events) => void (await queue(events)),
    forgetBefore,
    async beginAfterBreak(firstBad) {
      if (paramOf(await reader.newest(segmentOperation), 'firstBad') === firstBad) return;
      await queue([segment('broken', { firstBad })]);
    },
  };
}

async function setHead(trx: Transaction<Tables>, head: Head): Promise<void> {
  const { seq, hash, keptFrom: kept_from, keyId: key_id, mac } = head;
  const row = { seq, hash, kept_from, key_id, mac };
  await trx
    .insertInto('audit_head')
    .values({ one: 1, ...row })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute();
}

/** Of an entry that the log itself has written; what somebody else has made of it is nothing. */
function paramOf(row: SealedEntry | undefined, name: string): unknown {
  const parsed = ownEntry.safeParse(row?.text);
  return parsed.data?.params[name];
}

const ownEntry = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('This is no JSON.');
      return z.NEVER;
    }
  })
  .pipe(z.object({ params: z.record(z.string(), z.unknown()) }));

/** What the log says of itself. */
function own(
  operation: typeof segmentOperation | typeof checkpointOperation,
  params: AuditEvent['params'],
): AuditEvent {
  return {
    phase: 'event',
    correlationId: randomUUID(),
    actor: { name: 'Lifeguard' },
    operation,
    params,
    outcome: 'applied',
  };
}
