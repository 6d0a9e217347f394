import pg from 'pg';
import type { PostgresPool } from 'kysely';

import { type OnTrouble, StoreError } from '../trouble.ts';
import { reasonOf } from './errors.ts';

/** Milliseconds: a person who saves waits for this, and a database that does not answer must not hold the request. */
const connectMs = 5000;
const statementMs = 10_000;

/** 64-bit integers as numbers: none of ours is larger than 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === pg.types.builtins.INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
};

/**
 * Connections to the database at `url`, as `DATABASE_URL` has it, made when first needed. Their errors are StoreErrors
 * where the database can't be used, which `onTrouble` hears of; of connections that break while nobody uses them too.
 */
export function openPool(url: string, onTrouble: OnTrouble): PostgresPool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'lifeguard',
    max: 20,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: statementMs + 1000,
    idle_in_transaction_session_timeout: 60_000,
    types,
  });
  const place = placeOf(url);
  function told(error: unknown): unknown {
    const mapped = storeErrorOf(place, error);
    if (mapped instanceof StoreError) onTrouble(mapped);
    return mapped;
  }
  pool.on('error', told);
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect().catch((error: unknown) => {
        throw told(error);
      });
      let isBroken = false;
      // Said to whoever waits for an answer; an event that nobody listens to would end the process.
      const breaks = () => (isBroken = true);
      client.on('error', breaks);
      return {
        async query(text: string, values: readonly unknown[]) {
          try {
            return await client.query(text, [...values]);
          } catch (error) {
            const mapped = told(error);
            // After a timeout its answer may still come.
            if (mapped instanceof StoreError) breaks();
            throw mapped;
          }
        },
        release() {
          client.off('error', breaks);
          client.release(isBroken);
        },
      };
    },
    end: () => pool.end(),
    // Kysely asks for more only to abort a query or to stream one, which nobody does.
  } as unknown as PostgresPool;
}

/** The address without its password. */
export function placeOf(url: string): string {
  const { host, port, database = '' } = new pg.Client(url);
  return `${host}:${port}/${database}`;
}

function storeErrorOf(place: string, error: unknown): unknown {
  const reason = reasonOf(error);
  return reason === undefined ? error : new StoreError('database', reason, place, error);
}
