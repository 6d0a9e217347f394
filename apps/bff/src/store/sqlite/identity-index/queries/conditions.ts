import type { SQLInputValue } from 'node:sqlite';

import type { Sample } from './sample.ts';
import { dateIndex, identitiesTable } from '../schema.ts';
import { everything, isUnbounded, type Range, type Selection } from './selection.ts';

/**
 * How to come to the rows of a selection: class by class along one of the indexes by date, which hold all that a filter
 * asks for, or along the table, which is in the order of the ids.
 */
export type Path = 'created' | 'modified' | 'table';

/** A part of a statement, with what is bound to it. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/** The one that visits the fewest rows for a selection. */
export function pathFor(selection: Selection, shareOf: Sample): Path {
  const { created, modified, pks } = selection;
  if (pks !== undefined) return 'table';
  if (isUnbounded(modified)) return 'created';
  if (isUnbounded(created)) return 'modified';
  return shareOf(selection, 'created', created) <= shareOf(selection, 'modified', modified) ? 'created' : 'modified';
}

/** One for each statement that a path takes, each beginning with FROM. `narrow` is added to all. */
export function sourcesFor(selection: Selection, path: Path, narrow?: Condition): Condition[] {
  const table = identitiesTable(selection.scan);
  const more = [
    ...within('created', selection.created),
    ...within('modified', selection.modified),
    ...within('pk', selection.pks ?? everything),
    ...(narrow === undefined ? [] : [narrow]),
  ];
  if (path !== 'table') {
    return selection.classes.map((item) =>
      joined(`FROM ${table} INDEXED BY ${dateIndex(selection.scan, path)}`, [
        { sql: 'class = ?', parameters: [item.class] },
        ...more,
      ]),
    );
  }
  const classes = JSON.stringify(selection.classes.map((item) => item.class));
  return [
    joined(`FROM ${table} NOT INDEXED`, [
      { sql: 'class IN (SELECT value FROM json_each(?))', parameters: [classes] },
      ...more,
    ]),
  ];
}

/** Only what narrows: a needless bound could be the one that SQLite begins to walk from. */
function within(column: string, { from, to }: Range): Condition[] {
  return [
    ...(from === everything.from ? [] : [{ sql: `${column} >= ?`, parameters: [from] }]),
    ...(to === everything.to ? [] : [{ sql: `${column} < ?`, parameters: [to] }]),
  ];
}

function joined(from: string, conditions: readonly Condition[]): Condition {
  return {
    sql: `${from} WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}
