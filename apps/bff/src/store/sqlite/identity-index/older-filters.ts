import type { SqliteFile } from '@lifeguard/sqlite/file';

import type { StoredFilter } from '../../saved-filters.ts';

/** Saved filters, which older versions have kept with the index. */
export function createOlderFilters(db: SqliteFile) {
  return {
    olderSavedFilters: () => db.all<StoredFilter>('SELECT id, name, filter FROM saved_filters ORDER BY saved_filter'),
    dropOlderSavedFilters: () => void db.run('DELETE FROM saved_filters'),
  };
}
