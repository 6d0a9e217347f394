import type { Head, SealedEntry } from '@lifeguard/audit/chain';
import type { LogReader } from '@lifeguard/audit/verify';
import pg from 'pg';

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

/** The log in a database, which is only read. Its methods throw an Error with a sentence, where it can't be. */
export function openPostgres(url: string): LogReader & { close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lifeguard audit verify',
    max: 2,
    connectionTimeoutMillis: 10_000,
    options: '-c default_transaction_read_only=on',
    types,
  });
  // Said to whoever asks next; an event that nobody listens to would end the process.
  pool.on('error', () => undefined);
  const all = async (sql: string, ...values: (string | number)[]): Promise<unknown[]> => {
    try {
      return (await pool.query(sql, values)).rows;
    } catch (error) {
      // Some errors of a connection say only by their code what they are.
      const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : '') : '';
      throw new Error(
        `The database can't be read as an audit log: ${reason}. See that it runs and that its address is right.`,
        {
          cause: error,
        },
      );
    }
  };
  const columns = 'seq, hash, entry AS text';
  return {
    head: async () =>
      (await all('SELECT seq, hash, kept_from AS "keptFrom", key_id AS "keyId", mac FROM audit_head'))[0] as
        | Head
        | undefined,
    newest: async (operation) =>
      (
        await all(`SELECT ${columns} FROM audit_entries WHERE operation = $1 ORDER BY seq + 0 DESC LIMIT 1`, operation)
      )[0] as SealedEntry | undefined,
    from: async (seq, limit) =>
      (await all(
        `SELECT ${columns} FROM audit_entries WHERE seq >= $1 ORDER BY seq LIMIT $2`,
        seq,
        limit,
      )) as SealedEntry[],
    close: () => pool.end(),
  };
}
