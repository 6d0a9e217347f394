import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

import canonicalize from 'canonicalize';

/** What stands before the first entry there ever was. */
export const genesis = '0'.repeat(64);

/** The secret of a chain, and its name, which tells of several keys which one it is. */
export interface ChainKey {
  readonly id: string;
  readonly secret: KeyObject;
}

/** An entry as it is kept. `text` is its RFC 8785 form, without hashes. */
export interface SealedEntry {
  readonly seq: number;
  readonly text: string;
  readonly hash: string;
}

/** Where a chain ends. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** The oldest entry that retention has left. */
  readonly keptFrom: number;
  readonly keyId: string;
  /** Keyed hash of the other members. */
  readonly mac: string;
}

/** Operations that the log itself writes: what retention has left, and where entries of a key begin. */
export const checkpointOperation = 'audit.checkpoint';
export const segmentOperation = 'audit.segment';

/** `params` of a checkpoint: the last entry that retention took away, and the key of the one after it. */
export type Checkpoint = { readonly lastSeq: number; readonly lastHash: string; readonly keyId: string };

/** `params` of the first entry of a key, or after a break. */
export type SegmentStart = { readonly keyId: string; readonly reason: 'first' | 'other_key' | 'broken' };

export function chainKey(secret: Uint8Array): ChainKey {
  const key = createSecretKey(secret);
  return { id: keyed(key, 'key id').slice(0, 16), secret: key };
}

/** The RFC 8785 form of an entry. */
export function textOf(entry: object): string {
  const text = canonicalize(entry);
  if (text === undefined) throw new Error('An entry is an object of JSON.');
  return text;
}

/** HMAC-SHA256 over the hash before and the entry, as hex. */
export function hashAfter({ secret }: ChainKey, before: string, text: string): string {
  return createHmac('sha256', secret).update(before).update(text).digest('hex');
}

export function sealHead(key: ChainKey, { seq, hash, keptFrom }: Pick<Head, 'seq' | 'hash' | 'keptFrom'>): Head {
  return { seq, hash, keptFrom, keyId: key.id, mac: keyed(key.secret, `head ${seq} ${hash} ${keptFrom}`) };
}

export function isHeadOf(key: ChainKey, head: Head): boolean {
  return sealHead(key, head).mac === head.mac;
}

/** What stands for something that must not stand in the log itself: the same for the same text, 128 bits. */
export function pseudonym({ secret }: ChainKey, text: string): string {
  return keyed(secret, `pseudonym ${text}`).slice(0, 32);
}

function keyed(secret: KeyObject, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}
