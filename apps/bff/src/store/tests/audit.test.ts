import { textOf } from '@lifeguard/audit/chain';
import { verifyLog } from '@lifeguard/audit/verify';
import { auditEntry } from '@lifeguard/shared/api/audit';
import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { AuditLog } from '../audit.ts';
import { eventOf, key, logOver, otherKey, tamper } from './audit-bed.ts';
import { describeEngines } from './engines.ts';

const entryOf = ({ text, ...rest }: { text: string }) => auditEntry.parse({ ...JSON.parse(text), ...rest });
const verify = (log: AuditLog, noted?: { seq: number; hash: string }) => verifyLog(log, { keys: [key], noted });

describeEngines('the audit log', ({ engine, open, newPlace }) => {
  it('gives back what was appended, the newest first, each continuing the one before', async () => {
    const { log } = logOver(await open());
    await log.open();
    const event = eventOf({ params: { settings: ['Übrig 🎈', '"', '\\'] }, target: { poolId: 'eu-1:a' } });
    await log.append([event, eventOf({ operation: 'pool.delete' })]);
    await log.append([eventOf({ actor: { name: 'Ada' } })]);
    const { entries, next } = await log.page({}, 10);
    expect(next).toBeUndefined();
    const [newest, second, first, start] = entries.map(entryOf);
    expect([newest?.seq, second?.seq, first?.seq, start?.seq]).toEqual([4, 3, 2, 1]);
    expect(first).toMatchObject(event);
    expect(newest?.prevHash).toBe(second?.hash);
    expect(start).toMatchObject({ operation: 'audit.segment', params: { keyId: key.id, reason: 'first' } });
    expect(entries.every(({ text }) => text === textOf(JSON.parse(text)))).toBe(true);
  });

  it('filters by each member and by all of them, and pages through what it finds', async () => {
    const { log } = logOver(await open());
    await log.open();
    for (let number = 0; number < 40; number += 1) {
      await log.append([
        eventOf({
          actor: { name: number % 2 === 0 ? 'Ada' : 'Bob' },
          operation: number % 4 < 2 ? 'pool.update' : 'pool.delete',
          outcome: number % 8 < 4 ? 'applied' : 'refused',
          connection: { id: `c${number % 3}`, region: 'eu-central-1' },
          target: { poolId: `pool-${number % 5}` },
          params: { number },
        }),
      ]);
    }
    const numbers = async (filter: Parameters<AuditLog['page']>[0], limit = 3) => {
      const found: unknown[] = [];
      for (let after: Parameters<AuditLog['page']>[2]; ; ) {
        const page = await log.page(filter, limit, after);
        found.push(...page.entries.map((entry) => entryOf(entry).params?.number));
        if (page.next === undefined) return found;
        after = page.next;
      }
    };
    const expected = (isFound: (number: number) => boolean) =>
      Array.from({ length: 40 }, (_, index) => 39 - index).filter(isFound);
    expect(await numbers({ actor: 'Ada' })).toEqual(expected((number) => number % 2 === 0));
    expect(await numbers({ operation: 'pool.delete' })).toEqual(expected((number) => number % 4 >= 2));
    expect(await numbers({ outcome: 'refused' })).toEqual(expected((number) => number % 8 >= 4));
    expect(await numbers({ connection: 'c1' })).toEqual(expected((number) => number % 3 === 1));
    expect(await numbers({ pool: 'pool-4' })).toEqual(expected((number) => number % 5 === 4));
    const all = {
      actor: 'Bob',
      operation: 'pool.delete',
      outcome: 'applied',
      connection: 'c0',
      pool: 'pool-3',
    } as const;
    expect(await numbers(all)).toEqual([3]);
    const from = entryOf((await log.page({ pool: 'pool-4' }, 1)).entries[0] ?? { text: '' }).at;
    expect(await numbers({ from })).toEqual([39]);
    expect(await numbers({ to: from.replace('.000Z', 'Z') })).toEqual([
      ...expected((number) => number < 39),
      undefined,
    ]);
  });

  it('is only ever appended to', async () => {
    const { db } = await open();
    const { log } = logOver({ db, engine } as Parameters<typeof logOver>[0]);
    await log.open();
    const only = /only ever appended to/;
    const statements = ["UPDATE audit_entries SET hash = 'x'", 'DELETE FROM audit_entries'];
    if (engine === 'postgres') statements.push('TRUNCATE audit_entries');
    for (const statement of statements) await expect(sql.raw(statement).execute(db)).rejects.toThrow(only);
    expect((await log.page({}, 10)).entries).toHaveLength(1);
  });

  it('stays one chain, whoever appends at the same time', async () => {
    const place = await newPlace();
    const records =
      engine === 'postgres' ? await Promise.all([open(place), open(place), open(place)]) : [await open(place)];
    const logs = records.map((one) => logOver(one).log);
    await Promise.all(logs.map((log) => log.open()));
    const appends = logs.flatMap((log) =>
      Array.from({ length: 30 }, (_, number) => log.append([eventOf({ params: { number } })])),
    );
    await Promise.all(appends);
    const [log] = logs;
    expect(log && (await verify(log))).toMatchObject({ entries: appends.length + 1, firstBad: undefined });
  });

  it('knows whose outcome is not written, until it is', async () => {
    const { log, clock } = logOver(await open());
    await log.open();
    const intent = eventOf({ phase: 'intent', correlationId: 'a' });
    await log.append([intent, eventOf({ phase: 'intent', correlationId: 'b' })]);
    await log.append([{ ...intent, etagBefore: '"v1.x"' }]);
    await log.append([eventOf({ phase: 'outcome', correlationId: 'b' })]);
    expect(await log.openIntents(clock.time - 60_000)).toEqual([]);
    const [entries, ...more] = await log.openIntents(clock.time);
    expect(more).toEqual([]);
    expect(entries?.map((entry) => entryOf(entry).etagBefore)).toEqual([undefined, '"v1.x"']);
  });

  it('goes on with a segment of its own where another key has written', async () => {
    const records = await open();
    await logOver(records, { key: otherKey }).log.append([eventOf()]);
    const { log, segments } = logOver(records);
    await log.open();
    await log.open();
    expect(segments).toEqual([{ reason: 'other_key', seq: 3 }]);
    expect(await verify(log)).toMatchObject({ entries: 0, firstBad: { seq: 1, reason: 'other_key' } });
    expect(await verifyLog(log, { keys: [key, otherKey] })).toMatchObject({ entries: 3, firstBad: undefined });
  });

  it('takes away what is old and stays verifiable', async () => {
    const { log, clock } = logOver(await open());
    await log.open();
    for (let number = 0; number < 10; number += 1) await log.append([eventOf({ params: { number } })]);
    const [kept] = (await log.page({}, 1, (await log.page({}, 4)).next)).entries;
    const noted = await log.head();
    expect(await log.forgetBefore(Date.parse(entryOf(kept ?? { text: '' }).at))).toBe(6);
    expect(await verify(log, noted)).toMatchObject({ first: 7, entries: 6, firstBad: undefined });
    expect(entryOf((await log.page({ operation: 'audit.checkpoint' }, 1)).entries[0] ?? { text: '' }).params).toEqual({
      lastSeq: 6,
      lastHash: kept?.prevHash ?? entryOf((await log.page({}, 9)).entries.at(-1) ?? { text: '' }).prevHash,
      keyId: key.id,
    });
    expect(await log.forgetBefore(clock.time + 1e9)).toBe(5);
    expect(await log.forgetBefore(0)).toBe(0);
    await log.append([eventOf()]);
    expect(await verify(log)).toMatchObject({ first: 12, entries: 3, firstBad: undefined });
  });
});

describeEngines('what somebody does to the audit log', ({ open }) => {
  const copied = (from: number, to: number) =>
    `INSERT INTO audit_entries (seq, hash, entry) SELECT ${to}, hash, entry FROM audit_entries WHERE seq = ${from}`;
  const swapped = [
    'UPDATE audit_entries SET seq = -1 WHERE seq = 5',
    'UPDATE audit_entries SET seq = 5 WHERE seq = 6',
    'UPDATE audit_entries SET seq = 6 WHERE seq = -1',
  ];

  it.each<[string, string[], { seq: number; reason: string }]>([
    [
      'a flipped byte',
      ['UPDATE audit_entries SET entry = replace(entry, \'"n":6\', \'"n":7\') WHERE seq = 8'],
      { seq: 8, reason: 'changed' },
    ],
    ['another hash', ["UPDATE audit_entries SET hash = 'f' WHERE seq = 8"], { seq: 8, reason: 'changed' }],
    ['a dropped entry', ['DELETE FROM audit_entries WHERE seq = 5'], { seq: 5, reason: 'missing' }],
    ['the first one dropped', ['DELETE FROM audit_entries WHERE seq = 1'], { seq: 1, reason: 'missing' }],
    ['two swapped ones', swapped, { seq: 5, reason: 'changed' }],
    ['an added one', [copied(5, 12)], { seq: 12, reason: 'changed' }],
    ['a truncated end', ['DELETE FROM audit_entries WHERE seq > 9'], { seq: 10, reason: 'missing' }],
    [
      'a truncated beginning',
      ['DELETE FROM audit_entries WHERE seq < 4', 'UPDATE audit_head SET kept_from = 4'],
      { seq: 4, reason: 'other_key' },
    ],
    ['another head', ["UPDATE audit_head SET mac = 'f'"], { seq: 11, reason: 'head' }],
    ['no head', ['DELETE FROM audit_head'], { seq: 1, reason: 'head' }],
  ])('is found: %s', async (_, statements, firstBad) => {
    const records = await open();
    const { log } = logOver(records);
    for (let n = 0; n < 10; n += 1) await log.append([eventOf({ params: { n } })]);
    expect(await verify(log)).toMatchObject({ entries: 11, firstBad: undefined });
    await tamper(records, ...statements);
    expect((await verify(log)).firstBad).toEqual(firstBad);

    const again = logOver(records);
    await again.log.open();
    await again.log.append([eventOf()]);
    expect((await again.log.page({}, 1)).entries).toHaveLength(1);
    const later = firstBad.reason === 'head' ? { seq: 12, reason: 'break' } : { seq: firstBad.seq };
    expect((await verify(again.log)).firstBad).toMatchObject(later);
  });

  it('is found in a log that was set back with its head, by what was noted', async () => {
    const records = await open();
    const { log } = logOver(records);
    for (let n = 0; n < 5; n += 1) await log.append([eventOf({ params: { n } })]);
    const earlier = await log.head();
    await log.append([eventOf(), eventOf()]);
    const noted = await log.head();
    await tamper(
      records,
      'DELETE FROM audit_entries WHERE seq > 6',
      `UPDATE audit_head SET seq = 6, hash = '${earlier?.hash}', mac = '${earlier?.mac}'`,
    );
    expect((await verify(log)).firstBad).toBeUndefined();
    expect((await verify(log, noted)).firstBad).toEqual({ seq: 7, reason: 'missing' });
    await log.append([eventOf(), eventOf()]);
    expect((await verify(log, noted)).firstBad).toEqual({ seq: 8, reason: 'not_as_noted' });
  });
});
