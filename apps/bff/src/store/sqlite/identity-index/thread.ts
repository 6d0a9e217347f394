import { Worker } from 'node:worker_threads';

import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { type OnTrouble, StoreError } from '../../trouble.ts';
import type { Arguments, Failure, FromWorker, OperationName, Result, ToWorker, WorkerSettings } from './messages.ts';

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Mebibytes of JavaScript: rows stay in SQLite. */
const limits = { maxOldGenerationSizeMb: 64 };

/** The thread of the index, started by the first call. Only a call or a close() that is not answered yet keeps the process alive. */
export class IndexThread {
  readonly #settings: WorkerSettings;
  readonly #onTrouble: OnTrouble | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #ended: Promise<void> = Promise.resolve();
  #lastId = 0;
  #isClosed = false;

  constructor(settings: WorkerSettings, onTrouble?: OnTrouble) {
    this.#settings = settings;
    this.#onTrouble = onTrouble;
  }

  /** @throws ProblemError unavailable after close(), or if the thread has died; it is started anew by the next call */
  async call<Name extends OperationName>(name: Name, ...args: Arguments<Name>): Promise<Result<Name>> {
    if (this.#isClosed) throw stopped();
    const worker = (this.#worker ??= this.#start());
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    worker.ref();
    const message: ToWorker = { type: 'call', id, name, args };
    worker.postMessage(message, []);
    return answer as Promise<Result<Name>>;
  }

  /** Ends the thread after the step that it is at. What is not answered then fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const message: ToWorker = { type: 'close' };
    this.#worker?.ref();
    this.#worker?.postMessage(message, []);
    await this.#ended;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: this.#settings,
      resourceLimits: limits,
    });
    worker.unref();
    worker.on('message', (message: FromWorker) => this.#answer(worker, message));
    worker.on('error', (error) => this.#fail(error));
    this.#ended = new Promise((resolve) => {
      worker.on('exit', () => {
        this.#worker = undefined;
        this.#fail(undefined);
        resolve();
      });
    });
    return worker;
  }

  #answer(worker: Worker, message: FromWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (this.#waiting.size === 0) worker.unref();
    if (message.type === 'result') waiting?.resolve(message.result);
    else {
      const error = errorOf(message.failure);
      if (error instanceof StoreError) this.#onTrouble?.(error);
      waiting?.reject(error);
    }
  }

  #fail(cause: unknown): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(stopped(cause));
  }
}

function stopped(cause?: unknown): ProblemError {
  return new ProblemError(
    'unavailable',
    'The index of identities does not answer, so nothing was done. Try again; if it stays so, restart the console.',
    { retryAfterMs: 5000 },
    cause,
  );
}

function errorOf({ message, stack, code, trouble }: Failure): Error {
  const original = new Error(message);
  if (stack !== undefined) original.stack = stack;
  if (trouble !== undefined) return new StoreError('identity-index', trouble.reason, trouble.place, original);
  return code === undefined ? original : new ProblemError(code, message, {}, original);
}
