// The thread that owns the file of the index: counting a million rows must not keep the BFF from answering.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { StoreError } from '../../trouble.ts';
import { fileName, openSqlite, storeErrorOf } from '../open.ts';
import type { Failure, FromWorker, OperationName, Operations, ToWorker, WorkerSettings } from './messages.ts';
import { createOperations } from './operations.ts';
import { migrations } from './schema.ts';

const port = parentPort;
if (port === null) throw new Error('This runs in a thread of its own only.');

const settings: WorkerSettings = workerData;
let db: SqliteFile | undefined;
let operations: Operations | undefined;

port.on('message', (message: ToWorker) => {
  if (message.type === 'close') {
    db?.close();
    port.close();
    return;
  }
  const { id, name, args } = message;
  answer(name, args).then(
    (result) => port.postMessage({ type: 'result', id, result } satisfies FromWorker),
    (error: unknown) => port.postMessage({ type: 'failure', id, failure: failureOf(error) } satisfies FromWorker),
  );
});

async function answer(name: OperationName, args: readonly unknown[]): Promise<unknown> {
  if (name === 'discard') return discard();
  // The other side of the thread is typed by the same methods.
  const operation = opened()[name] as (...args: readonly unknown[]) => unknown;
  return operation(...args);
}

/** Opens the file with the first call, so that whoever calls gets to know why it can't be opened. */
function opened(): Operations {
  if (operations !== undefined) return operations;
  db ??= openSqlite('identity-index', settings.dataDir, migrations, settings.maxPages);
  operations = createOperations(db);
  return operations;
}

function discard(): void {
  operations = undefined;
  db?.close();
  db = undefined;
  if (settings.dataDir !== undefined) {
    const file = join(settings.dataDir, fileName('identity-index'));
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
  }
  opened();
}

function failureOf(thrown: unknown): Failure {
  const error = storeErrorOf('identity-index', thrown);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return {
    message,
    stack,
    code: error instanceof ProblemError ? error.code : undefined,
    trouble: error instanceof StoreError ? { reason: error.reason, place: error.place } : undefined,
  };
}
