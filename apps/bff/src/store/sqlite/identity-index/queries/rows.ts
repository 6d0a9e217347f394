import type { IndexedIdentity } from '@lifeguard/shared/api/identity-index';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { IndexedPool, IndexQuery, Standing } from '../../../identity-index.ts';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { sourcesFor } from './conditions.ts';
import { identitiesTable, unknownTime } from '../schema.ts';
import { type Range, type Selection, select, type SelectedClass } from './selection.ts';
import { bytesOf, identityIdOf } from '../uuid-bytes.ts';

interface IdentityRow {
  readonly pk: number;
  readonly id: Uint8Array;
  readonly class: number;
  readonly created: number;
  readonly modified: number;
}

/** A place in the walk over all rows is the number of the scan and, in the lower 32 bits, of the identity in it. */
const scanStep = 2 ** 32;

/** For work over all identities of a selection. */
export function createRows(db: SqliteFile) {
  return {
    rows(pool: IndexedPool, query: IndexQuery & { after: number; limit: number }) {
      const selection = selected(db, pool, query);
      const after = query.after % scanStep;
      if (query.after !== 0 && Math.floor(query.after / scanStep) !== selection.scan) {
        throw new ProblemError(
          'conflict',
          'A newer scan of this pool has ended meanwhile, so that the list does not go on where it was. Begin it anew.',
        );
      }
      const [source] = sourcesFor(selection, 'table', { sql: 'pk > ?', parameters: [after] });
      if (source === undefined) return { identities: [], after: undefined };
      const found = db.all<IdentityRow>(
        `SELECT pk, id, class, created, modified ${source.sql} ORDER BY pk LIMIT ?`,
        ...source.parameters,
        query.limit,
      );
      const last = found.at(-1);
      const isEnd = last === undefined || found.length < query.limit;
      return {
        identities: identitiesOf(selection, found),
        after: isEnd ? undefined : selection.scan * scanStep + last.pk,
      };
    },

    standing(pool: IndexedPool, query: IndexQuery, identityIds: readonly string[]): Standing[] {
      const selection = selected(db, pool, query);
      const classes = new Set(selection.classes.map((item) => item.class));
      return identityIds.map((identityId) => {
        const row = db.get<IdentityRow>(
          `SELECT * FROM ${identitiesTable(selection.scan)} WHERE id = ?`,
          bytesOf(pool.poolId, identityId),
        );
        if (row === undefined) return 'gone';
        const isMatch =
          classes.has(row.class) &&
          isWithin(selection.created, row.created) &&
          isWithin(selection.modified, row.modified) &&
          (selection.pks === undefined || isWithin(selection.pks, row.pk));
        return isMatch ? 'matches' : 'changed';
      });
    },
  };
}

/** @throws ProblemError not_found if the pool was never scanned to the end */
export function selected(db: SqliteFile, pool: IndexedPool, query: IndexQuery): Selection {
  const selection = select(db, pool, query);
  if (selection !== undefined) return selection;
  throw new ProblemError(
    'not_found',
    'This pool was never scanned to the end, so there is no index of its identities. Scan it, then ask again.',
  );
}

/** By their numbers, in their order. */
export function identitiesAt(db: SqliteFile, selection: Selection, pks: readonly number[]): IndexedIdentity[] {
  const rows = pks.map((pk) =>
    db.get<IdentityRow>(`SELECT * FROM ${identitiesTable(selection.scan)} WHERE pk = ?`, pk),
  );
  return identitiesOf(
    selection,
    rows.filter((row) => row !== undefined),
  );
}

function identitiesOf({ poolId, classes }: Selection, rows: readonly IdentityRow[]): IndexedIdentity[] {
  const byNumber = new Map<number, SelectedClass>(classes.map((item) => [item.class, item]));
  return rows.map((row) => {
    const known = byNumber.get(row.class);
    return {
      IdentityId: identityIdOf(poolId, row.id),
      Logins: [...(known?.logins ?? [])],
      ...(row.created === unknownTime ? {} : { CreationDate: new Date(row.created).toISOString() }),
      ...(row.modified === unknownTime ? {} : { LastModifiedDate: new Date(row.modified).toISOString() }),
      Disabled: known?.isDisabled ?? false,
    };
  });
}

function isWithin({ from, to }: Range, value: number): boolean {
  return from <= value && value < to;
}
