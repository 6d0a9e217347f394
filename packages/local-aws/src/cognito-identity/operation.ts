import type { Caller } from '../account.ts';
import type { Clock } from '../clock.ts';
import type { Shape, Value } from '../protocol/shape.ts';
import { validate } from '../protocol/validation.ts';
import type { Store } from '../store/store.ts';

/** What an operation may use. `caller` is undefined for a public operation that was not signed. */
export interface OperationContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly caller: Caller | undefined;
  /** A fault that was asked for: DeleteIdentities reports every id back with this code and deletes none. */
  readonly unprocessed: 'AccessDenied' | 'InternalServerError' | undefined;
}

/** One operation of the service, ready to be called with the JSON of a request. */
export interface Operation {
  /** Public operations work without a signature. */
  readonly auth: 'signed' | 'public';
  /** The id whose prefix names the region of an unsigned request. */
  regionId(input: unknown): string | undefined;
  /** The answer's body; undefined for an empty one. */
  run(context: OperationContext, input: unknown): object | undefined;
}

export function defineOperation<S extends Shape>(definition: {
  auth: Operation['auth'];
  input: S;
  run(context: OperationContext, input: Value<S>): object | undefined;
}): Operation {
  return {
    auth: definition.auth,
    regionId: (input) => {
      if (typeof input !== 'object' || input === null) return undefined;
      const { IdentityPoolId, IdentityId } = input as Readonly<Record<string, unknown>>;
      const id = IdentityPoolId ?? IdentityId;
      return typeof id === 'string' ? id : undefined;
    },
    run: (context, input) => definition.run(context, validate(definition.input, input)),
  };
}
