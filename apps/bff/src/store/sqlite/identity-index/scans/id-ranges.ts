import type { Condition } from '../queries/conditions.ts';

/** Ids are worked through in ranges of their first two bytes: this many of them. */
export const idSpace = 65_536;

const afterEveryId = Buffer.alloc(17, 0xff);

/** A range of ids that holds about `perStep` of the `rows` that all of them have: ids are random. */
export interface IdRange extends Condition {
  /** The first two bytes of the next range; `idSpace` after the last one. */
  readonly to: number;
}

/** @param from the first two bytes of its first id, as a number */
export function rangeFrom(from: number, rows: number, perStep: number): IdRange {
  const steps = Math.max(1, Math.ceil(rows / perStep));
  const to = Math.min(idSpace, from + Math.ceil(idSpace / steps));
  return { sql: 'id >= ? AND id < ?', parameters: [boundOf(from), boundOf(to)], to };
}

function boundOf(prefix: number): Buffer {
  if (prefix >= idSpace) return afterEveryId;
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(prefix);
  return bytes;
}
