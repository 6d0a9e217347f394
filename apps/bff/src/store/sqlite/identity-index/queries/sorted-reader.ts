import type { IdentitySort } from '@lifeguard/shared/api/identity-index';

import type { SqliteFile } from '@lifeguard/sqlite/file';
import { type Condition, type Path, pathFor, sourcesFor } from './conditions.ts';
import type { Counts } from './counts.ts';
import type { Sample } from './sample.ts';
import { everything, isUnbounded, type Selection } from './selection.ts';

/** What the lists are sorted by: every sort ends with the number, which no two share. */
export interface Place {
  readonly created: number;
  readonly modified: number;
  readonly pk: number;
}

type Column = keyof Place;

interface Reading {
  readonly sort: IdentitySort;
  /** Not included; undefined: from the end of the list that it begins at. */
  readonly from: Place | undefined;
  readonly isBackward: boolean;
  readonly limit: number;
  /** How many the selection has. */
  readonly total: number;
}

/** So few are found by the filter and then sorted, where walking in their order would pass many others. */
const fewRows = 20_000;

export function createSortedReader(db: SqliteFile, counts: Counts, shareOf: Sample) {
  return {
    /** At most `limit` places in the order of reading. */
    read(selection: Selection, { sort, from, isBackward, limit, total }: Reading): Place[] {
      const columns = columnsOf(sort);
      const direction = isDescending(sort) === isBackward ? 1 : -1;
      const order = columns.map((column) => `${column} ${direction === 1 ? 'ASC' : 'DESC'}`).join(', ');
      const path = pathOf(selection, columns[0], total, shareOf);
      const beyond = from === undefined ? [undefined] : conditionsBeyond(columns, from, direction);
      const reached = from === undefined ? selection : withoutPassedBound(selection, columns[0], from, direction);
      const places = beyond
        .flatMap((narrow) => sourcesFor(reached, path, narrow))
        .flatMap(({ sql, parameters }) =>
          db.all<Place>(`SELECT created, modified, pk ${sql} ORDER BY ${order} LIMIT ?`, ...parameters, limit),
        );
      return places.sort((left, right) => direction * compare(columns, left, right)).slice(0, limit);
    },

    /** How many of the list stand before this one. */
    countBefore(selection: Selection, sort: IdentitySort, place: Place): number {
      const columns = columnsOf(sort);
      const path = columns[0] === 'pk' || selection.pks !== undefined ? 'table' : columns[0];
      return conditionsBeyond(columns, place, isDescending(sort) ? 1 : -1).reduce(
        (sum, narrow) => sum + counts.countAlong(selection, path, narrow),
        0,
      );
    },
  };
}

function columnsOf(sort: IdentitySort): readonly [Column, ...Column[]] {
  switch (sort) {
    case 'created':
    case '-created':
      return ['created', 'modified', 'pk'];
    case 'modified':
    case '-modified':
      return ['modified', 'created', 'pk'];
    case 'id':
    case '-id':
      return ['pk'];
  }
}

function isDescending(sort: IdentitySort): boolean {
  return sort.startsWith('-');
}

/** In their order where many are found; where few are, by the way that finds them, and then sorted. */
function pathOf(selection: Selection, by: Column, total: number, shareOf: Sample): Path {
  const shortest = pathFor(selection, shareOf);
  if (shortest === 'table') return 'table';
  const isNarrow = !isUnbounded(selection[shortest]);
  if (total <= fewRows && (isNarrow || by === 'pk')) return shortest;
  return by === 'pk' ? 'table' : by;
}

/**
 * What comes after a place in this direction. In two parts for dates, those with the very same dates first: an index
 * goes straight to the place by each of them, and would walk through all that share the dates by one.
 */
function conditionsBeyond(columns: readonly Column[], place: Place, direction: 1 | -1): Condition[] {
  const operator = direction === 1 ? '>' : '<';
  const [first, second] = columns;
  const beyondNumber = { sql: `pk ${operator} ?`, parameters: [place.pk] };
  if (first === undefined || second === undefined) return [beyondNumber];
  const dates = [place[first], place[second]];
  return [
    { sql: `${first} = ? AND ${second} = ? AND ${beyondNumber.sql}`, parameters: [...dates, place.pk] },
    { sql: `(${first}, ${second}) ${operator} (?, ?)`, parameters: dates },
  ];
}

/** The bound that lies behind the place says nothing any more, and SQLite could begin to walk from it. */
function withoutPassedBound(selection: Selection, by: Column, place: Place, direction: 1 | -1): Selection {
  if (by === 'pk') return selection;
  const { from, to } = selection[by];
  if (direction === 1 && place[by] >= from) return { ...selection, [by]: { from: everything.from, to } };
  if (direction === -1 && place[by] < to) return { ...selection, [by]: { from, to: everything.to } };
  return selection;
}

function compare(columns: readonly Column[], left: Place, right: Place): number {
  for (const column of columns) if (left[column] !== right[column]) return left[column] - right[column];
  return 0;
}
