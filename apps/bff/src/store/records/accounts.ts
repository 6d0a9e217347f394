import type { AccountMemory, KnownAccount } from '@lifeguard/aws/client/connection-ids';
import { sql } from 'kysely';

import { StoreError } from '../trouble.ts';
import type { Records } from './open.ts';

/**
 * Which account each connection's id stands for.
 * @param takeOver gives, once, what an older version has kept elsewhere to the function that keeps it
 */
export function createAccounts(
  { db }: Pick<Records, 'db'>,
  takeOver: (keep: (known: KnownAccount) => Promise<unknown>) => Promise<void> = () => Promise.resolve(),
): AccountMemory {
  async function insert({ id, target, account }: KnownAccount): Promise<boolean> {
    const place = sql<number>`(SELECT coalesce(max(place), 0) + 1 FROM accounts)`;
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('accounts')
      .values({ id, target, account, place })
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((build) => ({ place: build.ref('excluded.place') }))
          .where('accounts.target', '=', target)
          .where('accounts.account', '=', account),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  return {
    async all() {
      await takeOver(insert);
      return db.selectFrom('accounts').select(['id', 'target', 'account']).orderBy('place').orderBy('id').execute();
    },
    async keep(known) {
      try {
        return await insert(known);
      } catch (error) {
        // Until the process ends it is known all the same, and no connection is closed by a full disk.
        if (error instanceof StoreError) return true;
        throw error;
      }
    },
  };
}
