import { type Endpoint, type Method, nothing, type PathParams, type Permission } from '@lifeguard/shared/api/endpoint';
import { pathParamSchemas } from '@lifeguard/shared/api/path-params';
import type { Request, Response, Router } from 'express';
import type { z } from 'zod';

import { startDeadline } from '@lifeguard/aws/client/deadline';
import type { Journal } from '@lifeguard/aws/journal';
import { invalidFields, ProblemError } from '@lifeguard/shared/api/problem-error';
import type { Caller } from '../session/sign-in.ts';
import type { Audit } from '../audit/audit.ts';
import { whoAsks } from '../session/who-asks.ts';
import { bodyOf, fieldName, readBody } from './json-body.ts';
import { callerOf } from '../session/guard.ts';

/** What a handler gets: everything parsed, nothing of Express. */
export interface Input<E extends Endpoint> {
  readonly params: PathParams<E['path']>;
  readonly query: z.output<E['query']>;
  readonly body: z.output<E['body']>;
  /** The version that the caller saw; empty where the endpoint does not ask for it. */
  readonly ifMatch: string;
  /** A UUID with which the caller marks repetitions of the same request. */
  readonly idempotencyKey: string | undefined;
  readonly caller: Caller;
  /** Ends the work at the request's deadline. */
  readonly signal: AbortSignal;
  /** Keeps record of what this request does in AWS. */
  readonly journal?: Journal;
}

/** Where endpoints are put: a router, and the list of all that are served. */
export interface Routes {
  readonly router: Router;
  readonly served: Endpoint[];
  /** @throws ProblemError where the path names something that this console does not have at all: a connection */
  readonly checkParams: (params: Readonly<Record<string, string>>) => void;
  /** Where what requests try is written down. */
  readonly audit: Pick<Audit, 'recorded' | 'note'>;
}

/** Whoever is signed in on this machine owns the credentials anyway: locally everybody is `admin`. */
const granted: ReadonlySet<Permission> = new Set<Permission>([
  'session',
  'connections:read',
  'connections:write',
  'pools:read',
  'pools:write',
  'identities:read',
  'identities:delete',
  'developer-identities:read',
  'developer-identities:write',
  // Whether it is allowed at all is for the configuration to say, per connection.
  'developer-identities:token',
  'roles:read',
  'roles:write',
  'providers:read',
  'access:check',
  'audit:read',
]);

/**
 * Serves an endpoint: checks permission, parses path, query, body and If-Match, and gives them to `handle`; `answer`
 * sends what it gives back. Between the two stands the audit log: what an endpoint does is in it before it is done, and
 * what became of it before it is answered.
 */
export function route<E extends Endpoint, T>(
  routes: Routes,
  endpoint: E,
  handle: (input: Omit<Input<E>, 'signal'>) => Promise<T> | T,
  answer: (result: T, res: Response) => Promise<void> | void,
): void {
  register(routes, endpoint, async (req, res) => {
    if (!granted.has(endpoint.permission))
      throw new ProblemError('forbidden', 'Your role does not allow this. Nothing was done.');
    const params = paramsOf<E['path']>(req);
    routes.checkParams(params);
    const ifMatch = endpoint.ifMatch ? ifMatchOf(req) : '';
    const query = parse<E['query']>(endpoint, endpoint.query, queryOf(req, endpoint.query));
    const body = parse<E['body']>(endpoint, endpoint.body, bodyOf(req, endpoint));
    const input = { params, query, body, ifMatch, idempotencyKey: idempotencyKeyOf(req), caller: callerOf(req) };
    if (endpoint.audit === 'not-recorded') return answer(await handle(input), res);
    const request = { operation: endpoint.audit, ...whoAsks(req, res), params, query: req.query, body };
    await answer(await routes.audit.recorded(request, async (journal) => handle({ ...input, journal })), res);
  });
}

/** Puts an endpoint on the router and on the list at once: what is served is listed. Nothing is checked but the body's size. */
export function register(
  { router, served }: Routes,
  endpoint: Endpoint,
  handle: (req: Request, res: Response) => Promise<void> | void,
): void {
  served.push(endpoint);
  const method = endpoint.method.toLowerCase() as Lowercase<Method>;
  router[method](endpoint.path, readBody(endpoint.maxBodyBytes), (req: Request, res: Response) => {
    res.locals.route = endpoint.path;
    return handle(req, res);
  });
}

/** What a handler answers before its deadline. */
export async function inTime<T>(deadlineMs: number, handler: (signal: AbortSignal) => Promise<T> | T): Promise<T> {
  const deadline = startDeadline(deadlineMs);
  try {
    return await handler(deadline.signal);
  } finally {
    deadline.end();
  }
}

function parse<S extends z.ZodType>(endpoint: Endpoint, schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidFields(fieldsOf(endpoint, result.error.issues));
}

/** zod's issues, by the name of the field. An unknown key is the field itself. */
function fieldsOf(endpoint: Endpoint, issues: readonly z.core.$ZodIssue[]): Record<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const issue of issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    const message = issue.code === 'unrecognized_keys' ? 'This member is not known here.' : issue.message;
    for (const path of paths.slice(0, 100)) {
      const name = fieldName(path, endpoint);
      fields.set(name, [...(fields.get(name) ?? []), message]);
    }
  }
  return Object.fromEntries([...fields].slice(0, 100));
}

function paramsOf<P extends string>(req: Request): PathParams<P> {
  for (const [name, value] of Object.entries(req.params)) {
    const schema = pathParamSchemas[name];
    if (schema === undefined) throw new Error(`The path parameter ${name} has no schema.`);
    const result = schema.safeParse(value);
    if (!result.success) throw invalidFields({ [name]: result.error.issues.map((issue) => issue.message) });
  }
  // Express names exactly the parameters of the path, each checked above.
  return req.params as PathParams<P>;
}

/** One strong version as this console writes them. https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1 */
function ifMatchOf(req: Request): string {
  const value = req.get('if-match');
  if (value === undefined) {
    throw new ProblemError(
      'precondition_required',
      'Nothing was changed: the request does not say which version of the pool it was made from. Send its ETag as If-Match.',
    );
  }
  if (!/^"v1\.[\w-]{43}"$/.test(value)) {
    throw new ProblemError(
      'invalid_input',
      'Nothing was changed: If-Match must be exactly one ETag that this console gave out; "*" and weak versions are not accepted.',
    );
  }
  return value;
}

function idempotencyKeyOf(req: Request): string | undefined {
  const key = req.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) {
    throw new ProblemError('invalid_input', 'Nothing was changed: Idempotency-Key must be a UUID.');
  }
  return key.toLowerCase();
}

/** Endpoints without a query say so by `nothing`: for them an empty one is none. */
function queryOf(req: Request, schema: z.ZodType): unknown {
  const isEmpty = Object.keys(req.query).length === 0;
  return isEmpty && schema === nothing ? undefined : { ...req.query };
}
