import type { sessionEndpoints } from '@lifeguard/shared/api/session';
import type { Router } from 'express';

import { invalidFields } from '@lifeguard/shared/api/problem-error';
import type { SignIn } from './sign-in.ts';
import type { Listening } from '../http/gate.ts';
import { bodyOf, readBody } from '../http/json-body.ts';
import { callerOf, sessionCookie } from './guard.ts';

interface Parts {
  readonly signIn: SignIn;
  readonly listening: Listening;
}

/** The two endpoints that set or clear the cookie, which `serve` can't. */
export function serveSignIn(router: Router, endpoint: typeof sessionEndpoints.exchange, parts: Parts): void {
  router.post(endpoint.path, readBody(endpoint.maxBodyBytes), (req, res) => {
    res.locals.route = endpoint.path;
    const body = endpoint.body.safeParse(bodyOf(req));
    // What was sent is a secret: the answer names the field and repeats nothing.
    if (!body.success) throw invalidFields({ token: ['Send the token of the sign-in link.'] });
    const { id, csrf } = parts.signIn.exchange(body.data.token);
    res.setHeader('Set-Cookie', sessionCookie(parts.listening.port, id));
    res.json({ csrf });
  });
}

export function serveSignOut(router: Router, endpoint: typeof sessionEndpoints.logout, parts: Parts): void {
  router.post(endpoint.path, readBody(endpoint.maxBodyBytes), (req, res) => {
    res.locals.route = endpoint.path;
    parts.signIn.end(callerOf(req));
    res.setHeader('Set-Cookie', sessionCookie(parts.listening.port, undefined));
    res.json({ ended: true });
  });
}
