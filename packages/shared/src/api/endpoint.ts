import { z } from 'zod';

import type { AuditDecision } from './audit-operation.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a caller must be allowed to do. Every endpoint states one: there is no default. */
export type Permission =
  | 'session'
  | 'connections:read'
  | 'connections:write'
  | 'pools:read'
  | 'pools:write'
  | 'identities:read'
  | 'identities:delete'
  | 'developer-identities:read'
  | 'developer-identities:write'
  | 'developer-identities:token'
  | 'roles:read'
  | 'roles:write'
  | 'providers:read'
  | 'access:check'
  | 'audit:read';

type ParamNames<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never;

/** The parameters a path names: `/api/pools/:poolId` gives `{ poolId: string }`. */
export type PathParams<P extends string> = { [Name in ParamNames<P>]: string };

export const nothing = z.undefined();
export type Nothing = typeof nothing;

/**
 * One endpoint of the BFF, as a value: the BFF serves it, the browser calls it, the OpenAPI document lists it.
 * `body` and `query` are parsed by the BFF, `response` by the browser.
 */
export interface Endpoint<
  P extends string = string,
  R extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
> {
  readonly method: Method;
  readonly path: P;
  readonly summary: string;
  readonly permission: Permission;
  /** As what its requests stand in the audit log. */
  readonly audit: AuditDecision;
  /** Of JSON unless it says otherwise: then `response` describes one event, or nothing. */
  readonly answers: Answers;
  readonly response: R;
  readonly query: Q;
  readonly body: B;
  /** The member of the body that a form fills in: refused fields are named as the form knows them, without it. */
  readonly form: string | undefined;
  /** Members of the body that repeat what AWS holds: any key but `__proto__` may stand in them. */
  readonly rawKeys: readonly string[];
  /** The request must carry the version that the caller saw (If-Match); without it the answer is 428. */
  readonly ifMatch: boolean;
  /** Largest body accepted, in bytes. */
  readonly maxBodyBytes: number;
}

/** Media type of an answer. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export type Answers = 'application/json' | 'text/event-stream' | 'application/octet-stream';

/** Whoever makes an endpoint that is not a GET decides. */
type AuditOf<M extends Method> = M extends 'GET' ? { audit?: AuditDecision } : { audit: AuditDecision };

const defaultBodyBytes = 64 * 1024;

export function endpoint<
  const P extends string,
  R extends z.ZodType,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
  M extends Method = Method,
>(
  method: M,
  path: P,
  shape: {
    summary: string;
    permission: Permission;
    answers?: Answers;
    response: R;
    query?: Q;
    body?: B;
    form?: keyof z.input<B> & string;
    rawKeys?: ReadonlyArray<keyof z.input<B> & string>;
    ifMatch?: boolean;
    maxBodyBytes?: number;
  } & AuditOf<M>,
): Endpoint<P, R, Q, B> {
  return {
    method,
    path,
    summary: shape.summary,
    permission: shape.permission,
    audit: shape.audit ?? 'not-recorded',
    answers: shape.answers ?? 'application/json',
    response: shape.response,
    query: shape.query ?? (nothing as unknown as Q),
    body: shape.body ?? (nothing as unknown as B),
    form: shape.form,
    rawKeys: shape.rawKeys ?? [],
    ifMatch: shape.ifMatch ?? false,
    maxBodyBytes: shape.maxBodyBytes ?? defaultBodyBytes,
  };
}

/** The path with its parameters filled in, each percent-encoded. */
export function pathOf<P extends string>(path: P, params: PathParams<P>): string {
  const values: Readonly<Record<string, string>> = params;
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`The path ${path} needs ${name}.`);
    return encodeURIComponent(value);
  });
}
