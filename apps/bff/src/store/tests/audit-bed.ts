import { randomUUID } from 'node:crypto';

import { chainKey } from '@lifeguard/audit/chain';
import type { AuditEvent } from '@lifeguard/shared/api/audit';
import { type Kysely, sql } from 'kysely';

import type { NewSegment } from '../audit.ts';
import { createAuditLog } from '../records/audit.ts';
import type { Records } from '../records/open.ts';
import type { Tables } from '../records/schema.ts';

export const key = chainKey(Buffer.alloc(32, 1));
export const otherKey = chainKey(Buffer.alloc(32, 2));

/** A log whose clock goes on by a second with each look at it. */
export function logOver(records: Records, options: { key?: typeof key; time?: number } = {}) {
  const segments: NewSegment[] = [];
  const clock = { time: options.time ?? Date.parse('2026-03-01T12:00:00Z') };
  const log = createAuditLog(records, {
    key: options.key ?? key,
    now: () => (clock.time += 1000),
    onSegment: (segment) => segments.push(segment),
  });
  return { log, segments, clock };
}

export function eventOf(members: Partial<AuditEvent> = {}): AuditEvent {
  return {
    phase: 'event',
    correlationId: randomUUID(),
    actor: { name: 'Local user', ip: '127.0.0.1' },
    operation: 'pool.update',
    outcome: 'applied',
    ...members,
  };
}

/** A statement that writes other words into an entry. */
export function replaced(seq: number, from: string, to: string): string {
  return `UPDATE audit_entries SET entry = replace(entry, '${from}', '${to}') WHERE seq = ${seq}`;
}

/** What somebody with all rights in the database can do. */
export async function tamper({ db, engine }: Records, ...statements: string[]): Promise<void> {
  await free(db, engine);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

async function free(db: Kysely<Tables>, engine: Records['engine']): Promise<void> {
  if (engine === 'postgres') {
    await sql`ALTER TABLE audit_entries DISABLE TRIGGER USER`.execute(db);
    return;
  }
  await sql`DROP TRIGGER IF EXISTS audit_is_not_changed`.execute(db);
  await sql`DROP TRIGGER IF EXISTS audit_is_not_deleted`.execute(db);
}
