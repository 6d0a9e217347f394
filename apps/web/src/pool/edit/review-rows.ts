import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { diffPools, rowsAt } from '@lifeguard/shared/pool/diff';
import { valueAt, pathOf } from '@lifeguard/shared/pool/paths';
import { poolSettings, type SettingsTable } from '@lifeguard/shared/pool/settings';
import type { ValueRow } from '@lifeguard/shared/pool/value-rows';
import { type RowChange, rowDiff, rowName } from '#ui/diff/row-diff.ts';
import type { DiffRow, UnchangedRows } from '#ui/diff/table.tsx';

/** What changes between two versions of a pool: one row for each setting, or for each row of it where it is a list. */
export function reviewRows(
  before: PoolDocument,
  after: PoolDocument,
  settings: SettingsTable = poolSettings,
): { rows: DiffRow[]; unchanged: UnchangedRows[] } {
  const [found, unchanged]: [DiffRow[], UnchangedRows[]] = [[], []];
  for (const difference of diffPools(before, after, settings)) {
    const { path, label, kind } = difference;
    const [old, next] = [rowsAt(before, path, settings), rowsAt(after, path, settings)];
    if (old === undefined || next === undefined) {
      const hasText = typeof valueAt(before, pathOf(path)) === 'string';
      found.push({ path, label, change: kind, hasText, before: difference.before, after: difference.after });
      continue;
    }
    const rows = rowDiff(old, next);
    const same = rows.flatMap((row) => (row.change === 'same' ? [row.after] : []));
    if (same.length > 0) unchanged.push({ path, label, rows: same });
    for (const [index, row] of rows.entries()) {
      if (row.change !== 'same') found.push({ path: `${path} ${index}`, label, ...shownChange(row) });
    }
  }
  return { rows: found, unchanged };
}

function shownChange(row: Exclude<RowChange, { change: 'same' }>): Omit<DiffRow, 'path' | 'label'> {
  const { change, before, after } = row;
  const isElsewhere = before !== undefined && after !== undefined && before.position !== after.position;
  const text = (version: ValueRow | undefined) =>
    version && (isElsewhere ? `${version.position}. ${version.text}` : version.text);
  // Where a row before it goes, a row can move and keep its number.
  const note = change === 'moved' && !isElsewhere ? ' (the same number, but other rows before it)' : '';
  const texts = { before: text(before), after: after && `${text(after)}${note}` };
  return { part: rowName(after ?? before), change, hasText: true, ...texts };
}
