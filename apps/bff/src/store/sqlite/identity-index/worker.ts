// The thread that owns the file of the index: counting a million rows must not keep the BFF from answering.
import { parentPort, workerData } from 'node:worker_threads';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import type { SqliteFile } from '@lifeguard/sqlite/file';
import { openSqlite } from '../open.ts';
import type { Failure, FromWorker, Operations, ToWorker, WorkerSettings } from './messages.ts';
import { createOperations } from './operations.ts';
import { migrations } from './schema.ts';

const port = parentPort;
if (port === null) throw new Error('This runs in a thread of its own only.');

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

/** Opens the file with the first call, so that whoever calls gets to know why it can't be opened. */
async function answer(name: keyof Operations, args: readonly unknown[]): Promise<unknown> {
  if (operations === undefined) {
    db = openSqlite((workerData as WorkerSettings).dataDir, 'identity-index.sqlite', migrations);
    operations = createOperations(db);
  }
  // The other side of the thread is typed by the same methods.
  const operation = operations[name] as (...args: readonly unknown[]) => unknown;
  return operation(...args);
}

function failureOf(error: unknown): Failure {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, stack, code: error instanceof ProblemError ? error.code : undefined };
}
