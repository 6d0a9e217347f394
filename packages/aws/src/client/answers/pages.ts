import type { AwsCall } from '../connections.ts';
import { NotUnderstood, problemOf } from '../errors.ts';

interface Page<T> {
  readonly items: readonly T[];
  /** The token of the next page; undefined at the end. */
  readonly next: string | undefined;
}

/**
 * The pages of a list, one after the other.
 * @throws ProblemError upstream_bad_response where a page leads back to an earlier one: the list would never end
 */
export async function* pagesOf<T>(
  call: AwsCall,
  operation: string,
  load: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<Page<T>> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await load(token);
    const { next } = page;
    if (next !== undefined && seen.has(next)) throw repeated(call, operation);
    if (next !== undefined) seen.add(next);
    token = next;
    yield page;
  } while (token !== undefined);
}

/** All that the pages have, at most of so many pages. */
export async function allOf<T>(pages: AsyncGenerator<Page<T>>, maxPages = Number.POSITIVE_INFINITY): Promise<T[]> {
  const all: T[] = [];
  let count = 0;
  for await (const { items } of pages) {
    all.push(...items);
    count += 1;
    if (count >= maxPages) break;
  }
  return all;
}

/** A page whose token leads to itself, or back. */
export function repeated({ connection }: AwsCall, operation: string): Error {
  const error = new NotUnderstood('it leads back to a page that was answered already, so the list would never end');
  return problemOf(error, { connection, isWrite: false, operation });
}
