import type { Caller } from '../auth/account.ts';
import type { Clock } from '../clock.ts';
import type { FaultRule } from './faults.ts';
import type { NamedPermission, Permission } from '../auth/permission.ts';
import type { Shape, Value } from '../protocol/shape.ts';
import { validate } from '../protocol/validation.ts';
import type { Store } from '../store.ts';

/** What an operation may use. `caller` is undefined for a public operation that was not signed. */
export interface OperationContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly region: string;
  readonly account: string;
  readonly caller: Caller | undefined;
  /** A fault that was asked for: with its `unprocessed`, DeleteIdentities reports ids back that it did not delete. */
  readonly fault: FaultRule | undefined;
}

type Answer = object | undefined;

type Run<Input> = (context: OperationContext, input: Input) => Answer | Promise<Answer>;

/** Public operations work without a signature, and no IAM policy is evaluated for them. */
export type Access =
  | { readonly auth: 'public' }
  | {
      readonly auth: 'signed';
      /** What the caller needs. The input is as sent: permissions come before shapes. */
      readonly permission: (context: OperationContext, input: unknown) => Permission;
      /** What it needs beside the action of its own name. */
      readonly alsoNeeds?: (context: OperationContext, input: unknown) => readonly NamedPermission[];
    };

/** One operation of a service of the JSON protocol: the JSON of a request in, the answer's body out, undefined for an empty one. */
export type Operation = Access & { readonly run: Run<unknown> };

/** An operation whose input is checked against its shape before it runs. */
export function defineOperation<S extends Shape>(
  definition: Access & { readonly input: S; readonly run: Run<Value<S>> },
): Operation {
  const { input: shape, run, ...access } = definition;
  return { ...access, run: (context, input) => run(context, validate(shape, input)) };
}

/** A service of the JSON protocol: `X-Amz-Target: <target>.<Operation>`. */
export interface JsonService {
  /** Its name in signatures and in IAM actions. */
  readonly name: 'cognito-identity' | 'cognito-idp';
  readonly target: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A text member of an input that was not checked yet. */
export function rawText(input: unknown, name: string): string | undefined {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  const value = (input as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}
