import { sql } from 'kysely';

import type { Sessions, StoredSession } from '../sessions.ts';
import type { Records } from './open.ts';

export function createSessions({ db }: Pick<Records, 'db'>): Sessions {
  return {
    async replaceLink(token_hash, expires_at) {
      await db
        .insertInto('sign_in_links')
        .values({ place: 1, token_hash, expires_at })
        .onConflict((conflict) => conflict.column('place').doUpdateSet({ token_hash, expires_at }))
        .execute();
    },
    open: (tokenHash, session, max) =>
      db.transaction().execute(async (trx) => {
        // Of two consoles that delete the row, the second waits for the first, and finds none.
        const { numDeletedRows } = await trx
          .deleteFrom('sign_in_links')
          .where('token_hash', '=', tokenHash)
          .where('expires_at', '>', session.createdAt)
          .executeTakeFirstOrThrow();
        if (numDeletedRows === 0n) return false;
        const { key, csrfHash, createdAt, lastSeen } = session;
        await trx
          .insertInto('sessions')
          .values({ key, csrf_hash: csrfHash, created_at: createdAt, last_seen: lastSeen })
          .execute();
        const youngest = trx.selectFrom('sessions').select('session').orderBy('session', 'desc').limit(max);
        await trx.deleteFrom('sessions').where('session', 'not in', youngest).execute();
        return true;
      }),
    async find(key) {
      // As text, because every request asks this: building the query would take longer than running it.
      const { rows } = await sql<FoundRow>`
        SELECT csrf_hash, created_at, last_seen, connection_id, is_read_only
        FROM sessions LEFT JOIN read_only_choices ON read_only_choices.key = sessions.key
        WHERE sessions.key = ${key}`.execute(db);
      const [row] = rows;
      if (row === undefined) return undefined;
      const { csrf_hash: csrfHash, created_at: createdAt, last_seen: lastSeen } = row;
      return { key, csrfHash, createdAt, lastSeen, readOnlyChoices: choicesOf(rows) };
    },
    async touch(key, now) {
      await db.updateTable('sessions').set({ last_seen: now }).where('key', '=', key).execute();
    },
    async end(key) {
      await db.deleteFrom('sessions').where('key', '=', key).execute();
    },
    async chooseReadOnly(key, connectionId, readOnly) {
      const is_read_only = readOnly ? 1 : 0;
      await db
        .insertInto('read_only_choices')
        .columns(['key', 'connection_id', 'is_read_only'])
        .expression((build) =>
          build
            .selectFrom('sessions')
            .select(['key', build.val(connectionId).as('connection_id'), build.lit(is_read_only).as('is_read_only')])
            .where('key', '=', key),
        )
        .onConflict((conflict) => conflict.columns(['key', 'connection_id']).doUpdateSet({ is_read_only }))
        .execute();
    },
  };
}

/** A session beside one of its choices, if it has any. */
interface FoundRow {
  readonly csrf_hash: string;
  readonly created_at: number;
  readonly last_seen: number;
  readonly connection_id: string | null;
  readonly is_read_only: 0 | 1 | null;
}

function choicesOf(rows: readonly FoundRow[]): StoredSession['readOnlyChoices'] {
  return new Map(
    rows.flatMap(({ connection_id: id, is_read_only: isReadOnly }) => (id === null ? [] : [[id, isReadOnly === 1]])),
  );
}
