import { integer, string } from '../protocol/shape.ts';
import { validationError } from './errors.ts';

/** The members of the input of each operation that answers page by page. */
export const pageMembers = {
  Marker: string({ min: 1, max: 320 }),
  MaxItems: integer({ min: 1, max: 1000 }),
};

interface PageInput {
  readonly Marker?: string;
  readonly MaxItems?: number;
}

/** The key after which a page begins: the empty text for the first page. */
export function afterMarker({ Marker }: PageInput): string {
  if (Marker === undefined) return '';
  const after = Buffer.from(Marker, 'base64url').toString();
  if (markerOf(after) !== Marker) throw validationError('Invalid Marker.');
  return after;
}

/** How many items a page may have. */
export function pageLimit({ MaxItems }: PageInput): number {
  return MaxItems ?? 100;
}

/** The first page of what is left to list, and the members of the answer that say whether and how it goes on. */
export function firstPage<T>(
  left: readonly T[],
  input: PageInput,
  keyOf: (item: T) => string,
): { items: readonly T[]; end: { IsTruncated: boolean; Marker?: string } } {
  const items = left.slice(0, pageLimit(input));
  const last = items.at(-1);
  if (items.length === left.length || last === undefined) return { items, end: { IsTruncated: false } };
  return { items, end: { IsTruncated: true, Marker: markerOf(keyOf(last)) } };
}

function markerOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}
