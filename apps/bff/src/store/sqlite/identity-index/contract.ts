import type { IdentityIndex } from '../../identity-index.ts';
import type { StoredFilter } from '../../saved-filters.ts';

/** The index, and what older versions have kept in its file. */
export interface SqliteIdentityIndex extends IdentityIndex {
  olderSavedFilters(): Promise<readonly StoredFilter[]>;
  /** They are kept elsewhere now. */
  dropOlderSavedFilters(): Promise<void>;
}
