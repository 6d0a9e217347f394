import pg from 'pg';
import type { StoreReason } from '@lifeguard/shared/api/storage';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, by code or by its first two characters. */
const reasons: Readonly<Record<string, StoreReason>> = {
  '53100': 'full',
  XX001: 'damaged',
  XX002: 'damaged',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '57P05': 'unreachable',
  '53300': 'unreachable',
  '58030': 'unusable',
  '25006': 'unusable',
  '08': 'unreachable',
  '28': 'unusable',
  '3D': 'unusable',
  '42501': 'unusable',
};
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** Why PostgreSQL can't be used; undefined: a mistake of ours in a statement. */
export function reasonOf(error: unknown): StoreReason | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (error instanceof pg.DatabaseError) return reasons[code] ?? reasons[code.slice(0, 2)];
  if (network.has(code)) return 'unreachable';
  // What pg says of a connection that broke or was not made in time has no code.
  return /^(Connection terminated|timeout exceeded|Query read timeout|Client has encountered a connection error|Client was closed)/.test(
    error.message,
  )
    ? 'unreachable'
    : undefined;
}
