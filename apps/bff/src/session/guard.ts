import { backgroundHeader, csrfHeader } from '@lifeguard/shared/api/session';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { NextFunction, Request, Response } from 'express';

import type { Log } from '../log/log.ts';
import { ProblemError } from '@lifeguard/shared/api/problem-error';
import { type Caller, csrfMatches, shortKey, type SignIn } from './sign-in.ts';
import type { Listening } from '../http/gate.ts';

const callers = new WeakMap<Request, Caller>();

/** Lets only requests with a live session and its CSRF value through. Store down: 503, never in and never out. */
export function sessionGuard(context: { signIn: SignIn; listening: Listening; log: Log }) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const id = sessionIdOf(req, context.listening.port);
    if (id === undefined) {
      throw new ProblemError(
        'unauthenticated',
        'You are not signed in, so nothing was done. Open the sign-in link that the terminal shows; pressing Enter there makes a new one.',
      );
    }
    // A stream is asked for again and again by itself.
    const isBackground = req.get(backgroundHeader) === '1' || req.get('accept') === 'text/event-stream';
    const caller = await context.signIn.authenticate(id, isBackground);
    res.locals.sid = shortKey(caller.key);
    if (!csrfMatches(req.get(csrfHeader) ?? '', caller.csrfHash)) {
      context.log.warn('csrf value does not match', { sid: String(res.locals.sid) });
      throw new ProblemError(
        'forbidden',
        'This page belongs to another sign-in than the browser has now, so nothing was done. Reload the page; if that does not help, sign in again.',
      );
    }
    callers.set(req, caller);
    next();
  };
}

/** Counts the request against the session's limits. */
export function limitSession(limits: { forSession(key: string, isWrite: boolean): Promise<void> }) {
  return async (req: Request, _res: Response, next: NextFunction): Promise<void> => {
    await limits.forSession(callerOf(req).key, req.method !== 'GET' && req.method !== 'HEAD');
    next();
  };
}

/** The session that `sessionGuard` found. */
export function callerOf(req: Request): Caller {
  const caller = callers.get(req);
  if (caller === undefined) throw new ProblemError('unauthenticated', 'You are not signed in, so nothing was done.');
  return caller;
}

/** Cookies are shared by all ports of a host, so the name holds ours. */
export function sessionCookie(port: number, id: string | undefined): string {
  return stringifySetCookie({
    name: cookieName(port),
    value: id ?? '',
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    ...(id === undefined ? { maxAge: 0 } : {}),
  });
}

function cookieName(port: number): string {
  return `lifeguard_${port}`;
}

/** Undefined where the browser never had a session. A cookie in any other form than ours is one that does not exist. */
function sessionIdOf(req: Request, port: number): string | undefined {
  return parseCookie(req.headers.cookie ?? '')[cookieName(port)];
}
