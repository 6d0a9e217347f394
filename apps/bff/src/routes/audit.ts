import { wordsOf } from '@lifeguard/audit/words';
import { auditEndpoints, type AuditFilter } from '@lifeguard/shared/api/audit';

import { rawEntry, readEntry } from '../audit/entry.ts';
import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { serveFile } from '../http/serve-file.ts';
import { lines } from '../jobs/export/table-file.ts';
import type { AuditCursor, AuditLog } from '../store/audit.ts';

const exportPage = 1000;

export function auditRoutes(api: Api, { auditLog, auditKeeper, timeouts, clock }: Context): void {
  api.serve(auditEndpoints.list, async ({ query: { limit, cursor, ...filter } }) => {
    const { entries, next } = await auditLog.page(filter, limit, cursor === undefined ? undefined : parsed(cursor));
    const read = entries.map((kept) => ({ seq: kept.seq, entry: readEntry(kept) }));
    const head = await auditLog.head();
    const { trouble } = auditKeeper;
    return {
      entries: read.flatMap(({ entry }) => entry ?? []),
      unreadable: read.flatMap(({ seq, entry }) => (entry === undefined ? [seq] : [])),
      ...(next === undefined ? {} : { next: formatted(next) }),
      ...(head === undefined ? {} : { head: { seq: head.seq, hash: head.hash } }),
      ...(trouble === undefined ? {} : { trouble }),
    };
  });
  serveFile(api, auditEndpoints.export, timeouts, ({ query: { format, ...filter } }) => ({
    name: `lifeguard-audit-${new Date(clock.now()).toISOString().slice(0, 10)}.${format}`,
    stream: lines(format === 'csv' ? flat(entriesOf(auditLog, filter)) : entriesOf(auditLog, filter), format, columns),
  }));
  api.serve(auditEndpoints.verify, async () => {
    const { entries, head, firstBad } = await auditKeeper.verify();
    return {
      ok: firstBad === undefined,
      entries,
      ...(head === undefined ? {} : { head }),
      ...(firstBad === undefined ? {} : { firstBad: { ...firstBad, message: wordsOf(firstBad) } }),
    };
  });
}

type Row = Readonly<Record<string, unknown>>;

async function* entriesOf(log: AuditLog, filter: AuditFilter): AsyncGenerator<Row> {
  for (let after: AuditCursor | undefined; ; ) {
    const page = await log.page(filter, exportPage, after);
    yield* page.entries.map(rawEntry);
    if (page.next === undefined) return;
    after = page.next;
  }
}

const columns = [
  'seq',
  'at',
  'phase',
  'operation',
  'outcome',
  'actor.name',
  'actor.ip',
  'actor.sessionHash8',
  'actor.userAgent',
  'connection.id',
  'connection.account',
  'connection.region',
  'target.poolId',
  'target.poolName',
  'target.identityId',
  'target.jobId',
  'target.roleName',
  'note',
  'params',
  'calls',
  'errorCode',
  'durationMs',
  'etagBefore',
  'etagAfter',
  'correlationId',
  'prevHash',
  'hash',
];

/** A column for each member; what has members of its own that are not the same for all is JSON. */
async function* flat(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) {
    yield Object.fromEntries(columns.map((column) => [column, textAt(row, column.split('.'))]));
  }
}

function textAt(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  return typeof value === 'object' && value !== null ? textAt((value as Row)[name], rest) : undefined;
}

function formatted({ at, seq }: AuditCursor): string {
  return `${Date.parse(at)}.${seq}`;
}

function parsed(cursor: string): AuditCursor {
  const [at = 0, seq = 0] = cursor.split('.').map(Number);
  return { at: new Date(at).toISOString(), seq };
}
