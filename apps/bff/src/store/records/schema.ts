import type { Generated } from 'kysely';

/** The tables of both engines, as migrations.ts makes them. */
export interface Tables {
  readonly saved_filters: SavedFilterTable;
}

interface SavedFilterTable {
  readonly saved_filter: Generated<number>;
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly filter: string;
}
