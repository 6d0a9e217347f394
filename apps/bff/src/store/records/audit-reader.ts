import type { Head, SealedEntry } from '@lifeguard/audit/chain';
import type { AuditFilter } from '@lifeguard/shared/api/audit';
import { type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';

import type { AuditCursor, AuditLog } from '../audit.ts';
import type { Tables } from './schema.ts';

const maxIntents = 100;

/** How many entries a condition is asked for, to find the one that lets the fewest through: more are about as many. */
const maxCounted = 20_000;

const columns = {
  pool: 'pool_id',
  connection: 'connection_id',
  outcome: 'outcome',
  operation: 'operation',
  actor: 'actor',
} as const;
type Filtered = keyof typeof columns;

type Reader = Pick<AuditLog, 'head' | 'from' | 'page' | 'openIntents'> & {
  /** The newest entry of this operation, of those up to a number. */
  newest(operation: string, upTo?: number): Promise<SealedEntry | undefined>;
};

export function createAuditReader(db: Kysely<Tables>): Reader {
  return {
    head: () => headOf(db),
    from: (seq, limit) => entries(db).where('seq', '>=', seq).orderBy('seq').limit(limit).execute(),
    newest: (operation, upTo = Number.MAX_SAFE_INTEGER) =>
      entries(db)
        .where('operation', '=', operation)
        .where('seq', '<=', upTo)
        // An expression: else the log would be read from its end until there is one.
        .orderBy(sql`seq + 0`, 'desc')
        .limit(1)
        .executeTakeFirst(),
    async page(filter, limit, after) {
      const rarest = await rarestOf(db, filter);
      const rows = await keptEntries(db)
        .where((builder) => builder.and([...matching(builder, filter, rarest), ...behind(builder, after)]))
        .orderBy('at', 'desc')
        .orderBy('seq', 'desc')
        .limit(limit)
        .execute();
      const last = rows.at(-1);
      const next = last === undefined || rows.length < limit ? undefined : { at: last.at, seq: last.seq };
      return { entries: rows.map(kept), next };
    },
    async openIntents(before) {
      const open = await db
        .selectFrom('audit_open')
        .select('correlation_id')
        .where('at', '<', before)
        .orderBy('at')
        .limit(maxIntents)
        .execute();
      const intents = [];
      for (const { correlation_id } of open) {
        const rows = await keptEntries(db).where('correlation_id', '=', correlation_id).execute();
        intents.push(rows.map(kept).toSorted((one, other) => one.seq - other.seq));
      }
      return intents;
    },
  };
}

export async function headOf(db: Kysely<Tables>): Promise<Head | undefined> {
  const row = await db.selectFrom('audit_head').selectAll().executeTakeFirst();
  if (row === undefined) return undefined;
  return { seq: row.seq, hash: row.hash, keptFrom: row.kept_from, keyId: row.key_id, mac: row.mac };
}

function entries(db: Kysely<Tables>) {
  return db.selectFrom('audit_entries').select(['seq', 'hash', 'entry as text']);
}

function keptEntries(db: Kysely<Tables>) {
  return db
    .selectFrom('audit_entries')
    .select(['seq', 'hash', 'entry as text', 'at'])
    .select((builder) =>
      builder
        .selectFrom('audit_entries as before')
        .select('before.hash')
        .where(sql<SqlBool>`before.seq = audit_entries.seq - 1`)
        .as('before'),
    );
}

function kept({ seq, hash, text, before }: SealedEntry & { readonly before: string | null }) {
  return { seq, hash, text, prevHash: before ?? '' };
}

type Builder = ExpressionBuilder<Tables, 'audit_entries'>;

/** By which of the members the entries are looked for: each has an index. */
async function rarestOf(db: Kysely<Tables>, filter: AuditFilter): Promise<Filtered | undefined> {
  const names = givenIn(filter);
  if (names.length < 2) return names[0];
  const { from, to } = filter;
  const counts = [];
  for (const name of names) {
    const found = db
      .selectFrom('audit_entries')
      .select('seq')
      .where((builder) => builder.and(matching(builder, { from, to, [name]: filter[name] }, name)))
      .limit(maxCounted);
    const { count } = await db
      .selectFrom(found.as('found'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count === 0) return name;
    counts.push({ name, count });
  }
  return counts.toSorted((one, other) => one.count - other.count)[0]?.name;
}

function givenIn(filter: AuditFilter): Filtered[] {
  return (Object.keys(columns) as Filtered[]).filter((name) => filter[name] !== undefined);
}

function matching(builder: Builder, filter: AuditFilter, rarest: Filtered | undefined) {
  const column = (name: Filtered) =>
    // No column: else the engines would choose the index themselves, by how common values are on average.
    name === rarest ? sql<string>`${sql.ref(columns[name])}` : sql<string>`${sql.ref(columns[name])} || ''`;
  return [
    ...givenIn(filter).map((name) => builder(column(name), '=', filter[name] ?? '')),
    ...(filter.from === undefined ? [] : [builder('at', '>=', asKept(filter.from))]),
    ...(filter.to === undefined ? [] : [builder('at', '<', asKept(filter.to))]),
  ];
}

function behind(builder: Builder, after: AuditCursor | undefined) {
  return after === undefined
    ? []
    : [builder(builder.refTuple('at', 'seq'), '<', builder.tuple(asKept(after.at), after.seq))];
}

/** With milliseconds, as all times in the log. */
function asKept(time: string): string {
  return new Date(time).toISOString();
}
