import type { StoredFilter } from '../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';

/** As many as anybody can find one in. */
const maxFilters = 200;

export function createSavedFilters(db: SqliteFile) {
  return {
    /** In the order in which they were first saved. */
    savedFilters(): StoredFilter[] {
      return db.all<StoredFilter>('SELECT id, name, filter FROM saved_filters ORDER BY saved_filter');
    },

    /** False: there is no room for another one. */
    saveFilter({ id, name, filter }: StoredFilter): boolean {
      return db.transaction(() => {
        const { changes } = db.run('UPDATE saved_filters SET name = ?, filter = ? WHERE id = ?', name, filter, id);
        if (changes > 0) return true;
        const { count } = db.get<{ count: number }>('SELECT count(*) AS count FROM saved_filters') ?? { count: 0 };
        if (count >= maxFilters) return false;
        db.run('INSERT INTO saved_filters (id, name, filter) VALUES (?, ?, ?)', id, name, filter);
        return true;
      });
    },

    /** False: there is none with this id. */
    removeFilter(id: string): boolean {
      return db.run('DELETE FROM saved_filters WHERE id = ?', id).changes > 0;
    },
  };
}
