import type { GeneratedAlways as Generated } from 'kysely';

import type { Words } from './dialects.ts';

/** Appended to only, but for what retention takes away. The database makes the columns after `entry` from it. */
export interface AuditEntryTable {
  readonly seq: number;
  readonly hash: string;
  /** The RFC 8785 form, without both hashes. */
  readonly entry: string;
  /** ISO 8601, always with milliseconds: its order is that of time. */
  readonly at: Generated<string>;
  readonly correlation_id: Generated<string>;
  readonly phase: Generated<string>;
  readonly actor: Generated<string>;
  readonly operation: Generated<string>;
  readonly outcome: Generated<string | null>;
  readonly connection_id: Generated<string | null>;
  readonly pool_id: Generated<string | null>;
}

/** One row. */
export interface AuditHeadTable {
  readonly one: number;
  readonly seq: number;
  readonly hash: string;
  readonly kept_from: number;
  readonly key_id: string;
  readonly mac: string;
}

/** Requests whose outcome is not written. */
export interface AuditOpenTable {
  readonly correlation_id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Each can be filtered by; the newest come first. What is short stands in all indexes, so that filters together are answered from one. */
const short = ['actor', 'operation', 'outcome', 'connection_id'];
const filtered = [...short, 'pool_id'];

export function auditTables(words: Words): readonly string[] {
  const { int, end, engine } = words;
  const member = (name: string, path: string, type = 'TEXT') =>
    `${name} ${type} GENERATED ALWAYS AS (${memberOf(engine, path)}) STORED`;
  return [
    `CREATE TABLE audit_entries (
      seq ${int} PRIMARY KEY,
      ${member('at', 'at', engine === 'sqlite' ? 'TEXT' : 'TEXT COLLATE "C"')},
      ${member('correlation_id', 'correlationId')},
      ${member('phase', 'phase')},
      ${member('actor', 'actor.name')},
      ${member('operation', 'operation')},
      ${member('outcome', 'outcome')},
      ${member('connection_id', 'connection.id')},
      ${member('pool_id', 'target.poolId')},
      hash TEXT NOT NULL,
      entry TEXT NOT NULL
    ) ${end}`,
    'CREATE INDEX audit_by_time ON audit_entries (at, seq)',
    'CREATE INDEX audit_by_correlation ON audit_entries (correlation_id)',
    ...filtered.map((column) => {
      const others = short.filter((other) => other !== column).join(', ');
      return `CREATE INDEX audit_by_${column} ON audit_entries (${column}, at, seq, ${others})`;
    }),
    `CREATE TABLE audit_head (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      seq ${int} NOT NULL,
      hash TEXT NOT NULL,
      kept_from ${int} NOT NULL,
      key_id TEXT NOT NULL,
      mac TEXT NOT NULL
    ) ${end}`,
    `CREATE TABLE audit_open (correlation_id TEXT PRIMARY KEY, at ${int} NOT NULL) ${end}`,
    ...(engine === 'sqlite' ? sqliteTriggers : postgresTriggers),
  ];
}

function memberOf(engine: Words['engine'], path: string): string {
  return engine === 'sqlite' ? `json_extract(entry, '$.${path}')` : `entry::jsonb #>> '{${path.replace('.', ',')}}'`;
}

/** What retention may take away lies before `kept_from`, which only a checkpoint moves. */
const sqliteTriggers = [
  `CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit_entries
   BEGIN SELECT RAISE(ABORT, 'The audit log is only ever appended to.'); END`,
  `CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit_entries
   WHEN OLD.seq >= (SELECT kept_from FROM audit_head)
   BEGIN SELECT RAISE(ABORT, 'The audit log is only ever appended to.'); END`,
];

const postgresTriggers = [
  `CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     IF TG_OP = 'DELETE' THEN
       IF OLD.seq < (SELECT kept_from FROM audit_head) THEN RETURN OLD; END IF;
     END IF;
     RAISE EXCEPTION 'The audit log is only ever appended to.';
   END $$`,
  `CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit_entries
   FOR EACH ROW EXECUTE FUNCTION audit_is_kept()`,
  `CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit_entries
   FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()`,
];
