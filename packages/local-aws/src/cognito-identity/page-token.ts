import { z } from 'zod';

import { invalidParameter } from '../protocol/errors.ts';

const content = z.strictObject({ of: z.string(), after: z.number().int().nonnegative() });

/** An opaque NextToken: what is listed, and the key after which the next page begins. */
export function pageToken(of: string, after: number): string {
  return Buffer.from(JSON.stringify({ of, after })).toString('base64url');
}

/** The key after which a page begins: 0 without a token. A token of another list is refused. */
export function readPageToken(of: string, token: string | undefined): number {
  if (token === undefined) return 0;
  const parsed = content.safeParse(parseJson(Buffer.from(token, 'base64url').toString()));
  if (!parsed.success || parsed.data.of !== of) throw invalidParameter('Invalid pagination token given.');
  return parsed.data.after;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
