import { verifyLog } from '@lifeguard/audit/verify';
import { expect, it } from 'vitest';

import { eventOf, key, logOver, replaced, tamper } from './audit-bed.ts';
import { describeEngines } from './engines.ts';

/** More with LIFEGUARD_AUDIT_ENTRIES. */
const count = Number(process.env.LIFEGUARD_AUDIT_ENTRIES ?? 20_000);
const middle = Math.round(count / 2);

describeEngines(`an audit log of ${count} entries`, ({ open }) => {
  it(
    'is verified whole, and each kind of damage is found in it',
    async () => {
      const records = await open();
      const { log } = logOver(records);
      for (let written = 1; written < count; written += 500) {
        await log.append(Array.from({ length: Math.min(500, count - written) }, () => eventOf()));
      }
      const verify = () => verifyLog(log, { keys: [key] });
      expect(await verify()).toMatchObject({ entries: count, firstBad: undefined });

      const copied = (from: number, to: number) =>
        `INSERT INTO audit_entries (seq, hash, entry) SELECT ${to}, hash, entry FROM audit_entries WHERE seq = ${from}`;
      const moved = (from: number, to: number) => `UPDATE audit_entries SET seq = ${to} WHERE seq = ${from}`;
      const swap = [moved(middle, -1), moved(middle + 1, middle), moved(-1, middle + 1)];
      const last = count;
      const damages: [string[], string[], { seq: number; reason: string }][] = [
        [
          [replaced(middle, 'Local', 'Lokal')],
          [replaced(middle, 'Lokal', 'Local')],
          { seq: middle, reason: 'changed' },
        ],
        [swap, swap, { seq: middle, reason: 'changed' }],
        [
          [copied(middle, last + 1)],
          [`DELETE FROM audit_entries WHERE seq > ${last}`],
          { seq: last + 1, reason: 'changed' },
        ],
        [[moved(middle, -1)], [moved(-1, middle)], { seq: middle, reason: 'missing' }],
        [[`DELETE FROM audit_entries WHERE seq > ${last - 3}`], [], { seq: last - 2, reason: 'missing' }],
      ];
      for (const [damage, repair, firstBad] of damages) {
        await tamper(records, ...damage);
        expect((await verify()).firstBad).toEqual(firstBad);
        await tamper(records, ...repair);
      }
    },
    90_000 + count,
  );

  it('says once that it was broken', async () => {
    const { log } = logOver(await open());
    await log.open();
    await log.beginAfterBreak(1);
    await log.beginAfterBreak(1);
    expect((await log.page({ operation: 'audit.segment' }, 5)).entries).toHaveLength(2);
  });
});
