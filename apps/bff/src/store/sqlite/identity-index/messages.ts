import type { ProblemCode } from '@lifeguard/shared/api/problem';
import type { StoreReason } from '@lifeguard/shared/api/storage';

import type { SqliteIdentityIndex } from './contract.ts';

/** What the thread does for others: the methods of the index. */
export type OperationName = Exclude<keyof SqliteIdentityIndex, 'close'>;
export type Arguments<Name extends OperationName> = Parameters<SqliteIdentityIndex[Name]>;
export type Result<Name extends OperationName> = Awaited<ReturnType<SqliteIdentityIndex[Name]>>;

/** The same methods where they run: each to its end before the next, but where it says so by a promise. */
export type Operations = {
  readonly [Name in Exclude<OperationName, 'discard'>]: (
    ...args: Arguments<Name>
  ) => Result<Name> | Promise<Result<Name>>;
};

export interface WorkerSettings {
  readonly dataDir: string | undefined;
  readonly maxPages: number | undefined;
}

export type ToWorker =
  | { readonly type: 'call'; readonly id: number; readonly name: OperationName; readonly args: readonly unknown[] }
  | { readonly type: 'close' };

export type FromWorker =
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly failure: Failure };

/** An error, as plain data: classes do not survive the way between threads. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  /** Of a ProblemError. */
  readonly code: ProblemCode | undefined;
  /** Of a StoreError. */
  readonly trouble: { readonly reason: StoreReason; readonly place: string } | undefined;
}
