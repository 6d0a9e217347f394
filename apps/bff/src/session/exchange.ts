import type { sessionEndpoints } from '@lifeguard/shared/api/session';

import { invalidFields } from '@lifeguard/shared/api/problem-error';
import type { SignIn } from './sign-in.ts';
import type { Listening } from '../http/gate.ts';
import { bodyOf } from '../http/json-body.ts';
import { register, route, type Routes } from '../http/route.ts';
import { sessionCookie } from './guard.ts';

interface Parts {
  readonly signIn: SignIn;
  readonly listening: Listening;
}

/** The two endpoints that set or clear the cookie, which `serve` can't. */
export function serveSignIn(routes: Routes, endpoint: typeof sessionEndpoints.exchange, parts: Parts): void {
  register(routes, endpoint, (req, res) => {
    const body = endpoint.body.safeParse(bodyOf(req, endpoint));
    // What was sent is a secret: the answer names the field and repeats nothing.
    if (!body.success) throw invalidFields({ token: ['Send the token of the sign-in link.'] });
    const { id, csrf } = parts.signIn.exchange(body.data.token);
    res.setHeader('Set-Cookie', sessionCookie(parts.listening.port, id));
    res.json({ csrf });
  });
}

export function serveSignOut(routes: Routes, endpoint: typeof sessionEndpoints.logout, parts: Parts): void {
  route(routes, endpoint, ({ caller }, res) => {
    parts.signIn.end(caller);
    res.setHeader('Set-Cookie', sessionCookie(parts.listening.port, undefined));
    res.json({ ended: true });
  });
}
