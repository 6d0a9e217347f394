import type { ValueRow } from '@lifeguard/shared/pool/value-rows';
import { diffArrays } from 'diff';

/** What became of one row of a list. */
export type RowChange =
  | { readonly change: 'same'; readonly before: ValueRow; readonly after: ValueRow }
  | { readonly change: 'moved' | 'changed'; readonly before: ValueRow; readonly after: ValueRow }
  | { readonly change: 'added'; readonly before?: undefined; readonly after: ValueRow }
  | { readonly change: 'removed'; readonly before: ValueRow; readonly after?: undefined };

/**
 * Two versions of a list: each row of both is in exactly one change. Rows that only give way to others are not moved. A row that is removed and one that
 * is added in its place are one row that changed.
 */
export function rowDiff(before: readonly ValueRow[], after: readonly ValueRow[]): RowChange[] {
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => diffOfKind(before.filter(isOf(kind)), after.filter(isOf(kind))));
}

/** `Rule 7` */
export function rowName({ kind, position }: ValueRow): string {
  return position === undefined ? kind : `${kind} ${position}`;
}

function isOf(kind: string) {
  return (row: ValueRow): boolean => row.kind === kind;
}

/** A row that the other version does not have at this place: in the `gap` after so many rows that are the same. */
interface LooseRow {
  readonly row: ValueRow;
  readonly gap: number;
}

function diffOfKind(before: readonly ValueRow[], after: readonly ValueRow[]): RowChange[] {
  const isOrdered = [...before, ...after].some(({ position }) => position !== undefined);
  const { same, removed, added } = isOrdered
    ? aligned(before, after)
    : { same: [], removed: loose(before), added: loose(after) };
  const equal = takePairs(removed, added, (old, next) => (old.row.text === next.row.text ? 1 : 0));
  const changed = takePairs(removed, added, (old, next) =>
    old.gap === next.gap ? likeness(old.row.text, next.row.text) : 0,
  );
  return [
    ...same,
    ...equal.map(([old, next]): RowChange => ({ change: isOrdered ? 'moved' : 'same', before: old, after: next })),
    ...changed.map(([old, next]): RowChange => ({ change: 'changed', before: old, after: next })),
    ...removed.map(({ row }): RowChange => ({ change: 'removed', before: row })),
    ...added.map(({ row }): RowChange => ({ change: 'added', after: row })),
  ].toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** The most rows that stay in their order, and all others. */
function aligned(before: readonly ValueRow[], after: readonly ValueRow[]) {
  const [same, removed, added]: [RowChange[], LooseRow[], LooseRow[]] = [[], [], []];
  let [oldAt, nextAt] = [0, 0];
  for (const part of diffArrays(before.map(textOf), after.map(textOf))) {
    const old = part.added ? [] : before.slice(oldAt, oldAt + part.count);
    const next = part.removed ? [] : after.slice(nextAt, nextAt + part.count);
    if (part.removed) removed.push(...loose(old, same.length));
    else if (part.added) added.push(...loose(next, same.length));
    else same.push(...next.map((row, index): RowChange => ({ change: 'same', before: old[index] ?? row, after: row })));
    oldAt += old.length;
    nextAt += next.length;
  }
  return { same, removed, added };
}

function loose(rows: readonly ValueRow[], gap = 0): LooseRow[] {
  return rows.map((row) => ({ row, gap }));
}

/** Takes pairs out of both lists, those with the highest score first; a score of 0 makes none. */
function takePairs(olds: LooseRow[], nexts: LooseRow[], score: (old: LooseRow, next: LooseRow) => number) {
  const candidates = olds
    .flatMap((old) => nexts.map((next) => ({ old, next, points: score(old, next) })))
    .filter(({ points }) => points > 0)
    .toSorted((left, right) => right.points - left.points);
  const pairs: [ValueRow, ValueRow][] = [];
  for (const { old, next } of candidates) {
    if (!olds.includes(old) || !nexts.includes(next)) continue;
    olds.splice(olds.indexOf(old), 1);
    nexts.splice(nexts.indexOf(next), 1);
    pairs.push([old.row, next.row]);
  }
  return pairs;
}

/** How many of their words two texts have in common, from just above 0 to 1. */
function likeness(left: string, right: string): number {
  const [words, others] = [wordsOf(left), wordsOf(right)];
  const common = words.filter((word) => others.includes(word)).length;
  return (common + 1) / (Math.max(words.length, others.length) + 1);
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u);
}

function textOf({ text }: ValueRow): string {
  return text;
}

function placeOf(change: RowChange): number {
  return (change.change === 'removed' ? change.before : change.after).position ?? 0;
}
