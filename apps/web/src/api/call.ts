import { type Endpoint, type PathParams, pathOf } from '@lifeguard/shared/api/endpoint';
import { problem } from '@lifeguard/shared/api/problem';
import { backgroundHeader, csrfHeader } from '@lifeguard/shared/api/session';
import type { z } from 'zod';
import { ApiError, localProblem } from '#api/api-error.ts';
import { csrfToken, endSession } from '#api/session.ts';
import { noteStorage } from '#api/storage-told.ts';

type Needed<K extends string, T> = [T] extends [undefined] ? { [Key in K]?: undefined } : { [Key in K]: T };

export type CallOptions<P extends string, Q extends z.ZodType, B extends z.ZodType> = {
  signal?: AbortSignal | undefined;
  /** Version that the caller saw, sent as If-Match. */
  etag?: string;
  /** Nobody asked for this by hand: it must not keep the session alive. */
  background?: boolean;
  headers?: Readonly<Record<string, string>>;
} & Needed<'query', z.input<Q>> &
  Needed<'body', z.input<B>> &
  (keyof PathParams<P> extends never ? { params?: undefined } : { params: PathParams<P> });

/** Calls one endpoint of the BFF. Gives its parsed answer or throws an ApiError. */
export async function call<P extends string, R extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, R, Q, B>,
  options: CallOptions<P, Q, B>,
): Promise<z.output<R>> {
  const response = await request(endpoint, options);
  const answer: unknown = await response.json().catch(() => undefined);
  const parsed = endpoint.response.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ApiError(
    localProblem(
      'upstream_bad_response',
      'The answer was not understood',
      'The server answered something that this page does not know. Perhaps Lifeguard was updated while the page was open: reload the page. Or AWS has something new: if reloading does not help, update Lifeguard.',
    ),
    { cause: parsed.error },
  );
}

/** The same without reading the answer: for files and event streams. Throws an ApiError unless it is a success. */
export async function request<P extends string, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, z.ZodType, Q, B>,
  options: CallOptions<P, Q, B>,
): Promise<Response> {
  const csrf = csrfToken();
  const response = await send(endpoint, options, csrf);
  noteStorage(response.headers);
  if (response.ok) return response;
  if (response.status === 401 && endpoint.path.startsWith('/api/')) endSession(csrf);
  throw new ApiError(readProblem(await response.json().catch(() => undefined), response));
}

async function send<P extends string, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, z.ZodType, Q, B>,
  options: CallOptions<P, Q, B>,
  csrf: string | undefined,
): Promise<Response> {
  const headers = new Headers(options.headers);
  if (csrf !== undefined) headers.set(csrfHeader, csrf);
  if (options.etag !== undefined) headers.set('If-Match', options.etag);
  if (options.background === true) headers.set(backgroundHeader, '1');
  if (endpoint.method !== 'GET') headers.set('Content-Type', 'application/json');
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin', redirect: 'error' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  try {
    return await fetch(urlOf(endpoint.path, options.params, options.query), init);
  } catch (cause) {
    // An abort is the caller's own wish, not a problem.
    if (options.signal?.aborted === true) throw cause;
    throw new ApiError(unreachable(endpoint.method), { cause });
  }
}

function urlOf<P extends string>(path: P, params: PathParams<P> | undefined, query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, string | number | undefined>)) {
    if (value !== undefined) search.set(name, String(value));
  }
  const text = search.toString();
  const filled = params === undefined ? path : pathOf(path, params);
  return text === '' ? filled : `${filled}?${text}`;
}

function readProblem(answer: unknown, response: Response) {
  const parsed = problem.safeParse(answer);
  if (parsed.success) return parsed.data;
  return localProblem(
    'unavailable',
    `The server answered ${response.status}`,
    'The answer did not come from Lifeguard in its usual form. Check that it is still running, then try again.',
  );
}

function unreachable(method: string) {
  if (method === 'GET') {
    return localProblem(
      'unavailable',
      'Lifeguard does not answer',
      'The server on this computer could not be reached. Check in the terminal that it is still running, then try again.',
    );
  }
  return localProblem(
    'outcome_unknown',
    'No answer came',
    'The connection to the server broke off, so it is not known whether the change was made. Check that Lifeguard is still running, reload, and look before you repeat it.',
  );
}
