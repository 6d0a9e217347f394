import { sql } from 'kysely';

import type { SavedFilters } from '../saved-filters.ts';
import type { Records } from './open.ts';

/** As many as anybody can find one in. */
const maxFilters = 200;

export function createSavedFilters({ db }: Pick<Records, 'db'>): SavedFilters {
  return {
    list: () => db.selectFrom('saved_filters').select(['id', 'name', 'filter']).orderBy('saved_filter').execute(),
    async save(filter) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('saved_filters')
        .columns(['id', 'name', 'filter'])
        .expression(
          sql<never>`SELECT ${filter.id}, ${filter.name}, ${filter.filter} WHERE (SELECT count(*) FROM saved_filters WHERE id <> ${filter.id}) < ${maxFilters}`,
        )
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name: filter.name, filter: filter.filter }))
        .executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    async remove(id) {
      const { numDeletedRows } = await db.deleteFrom('saved_filters').where('id', '=', id).executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
  };
}
