import type { IndexedPool } from '../identity-index.ts';
import type { SqliteFile } from '../sqlite-file.ts';
import type { Condition } from './conditions.ts';
import { classSql } from './identity-class.ts';
import { findPool } from './pools.ts';
import type { ScanRow } from './scans.ts';
import { identitiesTable, stagedTable } from './schema.ts';

/** More than any `seq`. */
const enabledFirst = 2 ** 52;

/**
 * A query for the identities that a scan has listed, each once with its class, in the order of the ids. Of what was
 * listed twice, the newest counts, but what says that it is enabled before what does not.
 * @param passes by the first pass alone, all of it is enabled
 * @param which conditions on staged rows that hold for all rows of an id or for none
 */
export function rowsOf(
  db: SqliteFile,
  pool: IndexedPool,
  scan: ScanRow,
  passes: 'first' | 'both',
  which: readonly Condition[],
): Condition {
  const latest = findPool(db, pool)?.latest ?? null;
  const isNew =
    latest === null ? '0' : `NOT EXISTS (SELECT 1 FROM ${identitiesTable(latest)} AS known WHERE known.id = listed.id)`;
  const [isEnabled, before] = passes === 'both' ? ['is_enabled', enabledFirst] : ['1', scan.enabled_from];
  const isDisabled = `max(seq + ${isEnabled} * ${enabledFirst}) < ${enabledFirst}`;
  return {
    sql: `SELECT id, ${classSql('login_set', isDisabled, isNew)} AS class, created, modified
     FROM ${stagedTable(scan.scan)} AS listed
     WHERE seq < ? AND ${which.map(({ sql }) => sql).join(' AND ')}
       AND id NOT IN (SELECT id FROM forgotten WHERE scan = ?)
     GROUP BY id ORDER BY id`,
    parameters: [before, ...which.flatMap(({ parameters }) => parameters), scan.scan],
  };
}
