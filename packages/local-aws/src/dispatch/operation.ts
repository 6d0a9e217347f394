import type { Caller } from '../auth/account.ts';
import type { Clock } from '../clock.ts';
import type { Trail } from '../cloudtrail/trail.ts';
import type { FaultRule } from './faults.ts';
import type { NamedPermission, Permission } from '../auth/permission.ts';
import type { QueryProtocol } from '../protocol/query-xml.ts';
import type { Shape, Value } from '../protocol/shape.ts';
import { validate } from '../protocol/validation.ts';
import type { Store } from '../store.ts';

/** What an operation may use. `caller` is undefined for a public operation that was not signed. */
export interface OperationContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly trail: Trail;
  readonly region: string;
  readonly account: string;
  readonly caller: Caller | undefined;
  /** Whether a web page made the call, of whatever origin. */
  readonly isFromPage: boolean;
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
      /** What the caller needs; undefined: nothing. The input is as sent: permissions come before shapes. */
      readonly permission: (context: OperationContext, input: unknown) => Permission | undefined;
      /** What it needs beside the action of its own name. */
      readonly alsoNeeds?: (context: OperationContext, input: unknown) => readonly NamedPermission[];
    };

/** How a service refuses an input. */
export interface InputRules {
  /** The error of failed constraints. */
  readonly code: 'ValidationException' | 'InvalidParameterException' | 'ValidationError';
  /** Refuses what the shape lets through. Throws AwsError. */
  readonly check?: (input: unknown) => void;
}

const usualRules: InputRules = { code: 'ValidationException' };

/** One operation: the members of a request in, those of the answer out, undefined for an empty one. Of the protocol it knows nothing. */
export type Operation = Access & {
  readonly input: Shape;
  /** Checks the input, and runs. */
  readonly run: (context: OperationContext, input: unknown, rules?: InputRules) => Answer | Promise<Answer>;
};

/** An operation whose input is checked against its shape before it runs. */
export function defineOperation<S extends Shape>(
  definition: Access & { readonly input: S; readonly run: Run<Value<S>> },
): Operation {
  const { input: shape, run, ...access } = definition;
  return {
    ...access,
    input: shape,
    run: (context, given, { code, check } = usualRules) => run(context, validate(shape, given, code, check)),
  };
}

interface Service<Name> {
  /** Its name in signatures and in IAM actions. */
  readonly name: Name;
  /** Where they are not the usual ones. */
  readonly rules?: InputRules;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** A service of the JSON protocol: `X-Amz-Target: <target>.<Operation>`. */
export interface JsonService extends Service<'cognito-identity' | 'cognito-idp' | 'cloudtrail'> {
  readonly target: string;
}

/** A service of the Query protocol: `Action=<Operation>`. */
export interface QueryService extends Service<'iam' | 'sts'> {
  readonly protocol: QueryProtocol;
}

/** A member of an input that was not checked yet. */
export function rawMember(input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null || !Object.hasOwn(input, name)) return undefined;
  return (input as Readonly<Record<string, unknown>>)[name];
}

export function rawText(input: unknown, name: string): string | undefined {
  const value = rawMember(input, name);
  return typeof value === 'string' ? value : undefined;
}
