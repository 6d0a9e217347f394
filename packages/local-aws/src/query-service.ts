import type { Caller } from './account.ts';
import type { Clock } from './clock.ts';
import type { QueryProtocol } from './protocol/query-xml.ts';
import type { Store } from './store/store.ts';

export interface QueryContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly account: string;
  readonly caller: Caller;
}

/** One operation of a Query service: form parameters in, the content of its result element out. */
export type QueryOperation = (context: QueryContext, parameters: URLSearchParams) => object | undefined;

export interface QueryService {
  readonly name: 'iam' | 'sts';
  readonly protocol: QueryProtocol;
  readonly operations: Readonly<Record<string, QueryOperation>>;
}
