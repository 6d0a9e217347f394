import type { SqliteFile } from '@lifeguard/sqlite/file';
import { calendarRanges, type Unit, unitFor } from './calendar.ts';
import { pathFor, sourcesFor } from './conditions.ts';
import type { Counts } from './counts.ts';
import type { Sample } from './sample.ts';
import { unknownTime } from '../schema.ts';
import { dayMs, overlap, type Range, type Selection, type SelectedClass } from './selection.ts';

/** Identities of one class that were created in one day or month, or whose creation is unknown. */
export interface Cell {
  readonly class: number;
  /** Within that day or month. */
  readonly created: number | undefined;
  readonly count: number;
}

export interface Cells {
  readonly cells: readonly Cell[];
  readonly unit: Unit;
}

/** So few are grouped by sorting them; of more, each group is counted along an index, which needs no sorting. */
const fewRows = 50_000;

/** The whole selection in cells. */
export function createCells(db: SqliteFile, counts: Counts, shareOf: Sample) {
  return function cellsOf(selection: Selection): Cells {
    return counts.count(selection) <= fewRows ? grouped(selection) : counted(selection);
  };

  function grouped(selection: Selection): Cells {
    const columns = `class, CASE WHEN created >= 0 THEN created / ${dayMs} END AS day, count(*)`;
    const cells = sourcesFor(selection, pathFor(selection, shareOf)).flatMap(({ sql, parameters }) =>
      db.arrays(`SELECT ${columns} ${sql} GROUP BY 1, 2`, ...parameters).map(([number, day, count]) => ({
        class: Number(number),
        created: day === null ? undefined : Number(day) * dayMs,
        count: Number(count),
      })),
    );
    const times = cells.flatMap(({ created }) => (created === undefined ? [] : [created]));
    const first = times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
    const last = times.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
    return { cells, unit: times.length === 0 ? 'day' : unitFor(first, last) };
  }

  function counted(selection: Selection): Cells {
    const created = createdRange(selection);
    const unit = created === undefined ? 'day' : unitFor(created.from, created.to);
    const ranges = created === undefined ? [] : calendarRanges(created.from, created.to, unit);
    const cells = selection.classes.flatMap((item) =>
      [{ from: unknownTime, to: 0 }, ...ranges].map((range) => cellIn(selection, item, range)),
    );
    return { cells, unit };
  }

  function cellIn(selection: Selection, item: SelectedClass, range: Range): Cell {
    const created = overlap(selection.created, range);
    const count = counts.countAlong({ ...selection, classes: [item], created }, 'created');
    return { class: item.class, created: range.from === unknownTime ? undefined : range.from, count };
  }

  /** The first and the last one that was created; undefined where no date is known. */
  function createdRange(selection: Selection): Range | undefined {
    const ends = (['ASC', 'DESC'] as const).map((direction) =>
      sourcesFor(selection, 'created', { sql: 'created >= 0', parameters: [] })
        .flatMap(({ sql, parameters }) =>
          db.arrays(`SELECT created ${sql} ORDER BY created ${direction} LIMIT 1`, ...parameters),
        )
        .map(([created]) => Number(created)),
    );
    const [firsts = [], lasts = []] = ends;
    return firsts.length === 0 ? undefined : { from: Math.min(...firsts), to: Math.max(...lasts) };
  }
}
