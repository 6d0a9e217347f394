import { createHash } from 'node:crypto';

import type { IdentitySort } from '@lifeguard/shared/api/identity-index';

import type { IndexedPool, IndexPage, IndexQuery } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { type Counts, keyOf } from './counts.ts';
import { countedBytes, type Cursor, formatCursor, parseCursor } from './cursor.ts';
import { identitiesAt, selected } from './rows.ts';
import type { Sample } from './sample.ts';
import { identitiesTable } from '../schema.ts';
import type { Selection } from './selection.ts';
import { createSortedReader, type Place } from './sorted-reader.ts';

interface ListQuery extends IndexQuery {
  readonly sort: IdentitySort;
  readonly cursor: string | undefined;
  readonly limit: number;
}

/** Pages of the sorted identities of a selection, forward and back. */
export function createList(db: SqliteFile, counts: Counts, shareOf: Sample) {
  const reader = createSortedReader(db, counts, shareOf);

  return function list(pool: IndexedPool, { sort, cursor: text, limit, ...query }: ListQuery): IndexPage {
    const selection = selected(db, pool, query);
    const total = counts.count(selection);
    const cursor = text === undefined ? undefined : parseCursor(text, sort);
    const counted = digestOf(selection);
    const { places, offset } = pageAt(selection, { sort, cursor, limit, total, counted });
    const first = places[0];
    const last = places.at(-1);
    const hasNext = last !== undefined && offset + places.length < total;
    const cursorAt = (side: Cursor['side'], place: Place, before: number) =>
      formatCursor({ sort, side, ...place, id: idAt(selection, place.pk), offset: before, counted });
    return {
      identities: identitiesAt(
        db,
        selection,
        places.map(({ pk }) => pk),
      ),
      total,
      offset,
      ...(hasNext ? { next: cursorAt('after', last, offset + places.length) } : {}),
      ...(first === undefined || offset === 0 ? {} : { previous: cursorAt('before', first, offset) }),
    };
  };

  /** The page at the cursor; where that side has become too short for one, the first or the last page. */
  function pageAt(
    selection: Selection,
    page: { sort: IdentitySort; cursor: Cursor | undefined; limit: number; total: number; counted: Uint8Array },
  ): { places: Place[]; offset: number } {
    const { sort, cursor, limit, total } = page;
    const read = (from: Place | undefined, isBackward: boolean) =>
      reader.read(selection, { sort, from, isBackward, limit, total });
    if (cursor === undefined) return { places: read(undefined, false), offset: 0 };
    const from = placeOf(selection, cursor);
    const before = Buffer.compare(cursor.counted, page.counted) === 0 ? cursor.offset : undefined;
    if (cursor.side === 'after') {
      const places = read(from, false);
      const first = places[0];
      if (first !== undefined) return { places, offset: before ?? reader.countBefore(selection, sort, first) };
      const lastPage = read(undefined, true).reverse();
      return { places: lastPage, offset: total - lastPage.length };
    }
    const places = read(from, true).reverse();
    const first = places[0];
    if (first === undefined || places.length < limit) return { places: read(undefined, false), offset: 0 };
    return {
      places,
      offset: before === undefined ? reader.countBefore(selection, sort, first) : before - places.length,
    };
  }

  /** Where the identity stands, or would stand, among those of this scan: numbers change from scan to scan. */
  function placeOf({ scan }: Selection, { created, modified, id }: Cursor): Place {
    const next = db.get<{ pk: number; id: Uint8Array }>(
      `SELECT pk, id FROM ${identitiesTable(scan)} WHERE id >= ? ORDER BY id LIMIT 1`,
      id,
    );
    if (next === undefined) return { created, modified, pk: Number.MAX_SAFE_INTEGER };
    const isThere = Buffer.compare(next.id, id) === 0;
    return { created, modified, pk: isThere ? next.pk : next.pk - 0.5 };
  }

  function idAt({ scan }: Selection, pk: number): Uint8Array {
    const row = db.get<{ id: Uint8Array }>(`SELECT id FROM ${identitiesTable(scan)} WHERE pk = ?`, pk);
    if (row === undefined) throw new Error(`There is no identity ${pk} in scan ${scan}.`);
    return row.id;
  }
}

function digestOf(selection: Selection): Uint8Array {
  return createHash('sha256').update(keyOf(selection)).digest().subarray(0, countedBytes);
}
