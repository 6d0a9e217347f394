import type { IdentitySort } from '@lifeguard/shared/api/identity-index';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

/** A place between two identities of a sorted list, and how many stand before it. */
export interface Cursor {
  readonly sort: IdentitySort;
  /** Which side of the identity that it names: the page after it, or the one before. */
  readonly side: 'after' | 'before';
  /** The dates and the UUID of that identity, which tell its place even when it is gone. */
  readonly created: number;
  readonly modified: number;
  readonly id: Uint8Array;
  /** How many of the list stand before the place. */
  readonly offset: number;
  /** Of what `offset` was counted in: with another one it must be counted anew. */
  readonly counted: Uint8Array;
}

export const countedBytes = 8;
/** By their places here they stand in a cursor. The thread loads no schemas, only their types. */
const sorts: readonly IdentitySort[] = ['created', '-created', 'modified', '-modified', 'id', '-id'];
const sides = ['after', 'before'] as const;
const length = 2 + 6 + 6 + 16 + 6 + countedBytes;
/** Unknown times are -1. */
const timeShift = 1;

export function formatCursor({ sort, side, created, modified, id, offset, counted }: Cursor): string {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt8(sorts.indexOf(sort), 0);
  bytes.writeUInt8(sides.indexOf(side), 1);
  bytes.writeUIntBE(created + timeShift, 2, 6);
  bytes.writeUIntBE(modified + timeShift, 8, 6);
  bytes.set(id, 14);
  bytes.writeUIntBE(offset, 30, 6);
  bytes.set(counted, 36);
  return bytes.toString('base64url');
}

/** @throws ProblemError invalid_input if it is none, or was given out for another sort */
export function parseCursor(text: string, sort: IdentitySort): Cursor {
  const bytes = Buffer.from(text, 'base64url');
  const side = sides[bytes[1] ?? sides.length];
  if (bytes.length !== length || side === undefined || sorts[bytes[0] ?? sorts.length] !== sort) {
    throw new ProblemError(
      'invalid_input',
      'The cursor is not one that this list has given out. Begin with the first page.',
    );
  }
  return {
    sort,
    side,
    created: bytes.readUIntBE(2, 6) - timeShift,
    modified: bytes.readUIntBE(8, 6) - timeShift,
    id: bytes.subarray(14, 30),
    offset: bytes.readUIntBE(30, 6),
    counted: bytes.subarray(36),
  };
}
