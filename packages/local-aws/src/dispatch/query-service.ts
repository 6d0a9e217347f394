import type { Caller } from '../auth/account.ts';
import type { Clock } from '../clock.ts';
import type { Permission } from '../auth/permission.ts';
import type { QueryProtocol } from '../protocol/query-xml.ts';
import type { Store } from '../store.ts';

export interface QueryContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  /** Undefined for a public operation that was not signed. */
  readonly caller: Caller | undefined;
}

type Answer = object | undefined;

type Run = (context: QueryContext, parameters: URLSearchParams) => Answer | Promise<Answer>;

/** One operation of a Query service: form parameters in, the content of its result element out. */
export type QueryOperation =
  /** Works without a signature, and no IAM policy is evaluated for it. */
  | { readonly auth: 'public'; readonly run: Run }
  | {
      readonly auth: 'signed';
      /** What the caller needs; undefined: nothing. */
      readonly permission: (context: QueryContext, parameters: URLSearchParams) => Permission | undefined;
      readonly run: Run;
    };

export interface QueryService {
  readonly name: 'iam' | 'sts';
  readonly protocol: QueryProtocol;
  readonly operations: Readonly<Record<string, QueryOperation>>;
}
