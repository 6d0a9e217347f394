import { pageToken, readPageToken } from '../cognito-identity/page-token.ts';

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The members of the answer that say where the next page begins: none on the last page. */
  readonly next: { readonly NextToken?: string };
}

/**
 * One page of a list.
 * @param of what is listed: a token of another list is an InvalidParameterException.
 * @param load at most `limit` rows with a key above `after`, in the order of their keys.
 */
export function readPage<Row extends { readonly pk: number }>(
  of: string,
  size: number,
  token: string | undefined,
  load: (after: number, limit: number) => readonly Row[],
): Page<Row> {
  const found = load(readPageToken(of, token), size + 1);
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last !== undefined ? { NextToken: pageToken(of, last.pk) } : {} };
}
