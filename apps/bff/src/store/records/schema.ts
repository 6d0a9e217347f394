import type { Generated } from 'kysely';

import type { AccountTables } from './account-tables.ts';
import type { AuditEntryTable, AuditHeadTable, AuditOpenTable } from './audit-tables.ts';
import type { SessionTables } from './session-tables.ts';

/** The tables of both engines, as migrations.ts makes them. */
export interface Tables extends AccountTables, SessionTables {
  readonly saved_filters: SavedFilterTable;
  readonly audit_entries: AuditEntryTable;
  readonly audit_head: AuditHeadTable;
  readonly audit_open: AuditOpenTable;
}

interface SavedFilterTable {
  readonly saved_filter: Generated<number>;
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly filter: string;
}
