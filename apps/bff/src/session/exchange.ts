import type { Clock } from '@lifeguard/aws/client/clock';
import type { sessionEndpoints } from '@lifeguard/shared/api/session';
import type { Request } from 'express';

import { invalidFields } from '@lifeguard/shared/api/problem-error';
import type { SignIn } from './sign-in.ts';
import { createSignInRecord } from './sign-in-record.ts';
import { whoAsks } from './who-asks.ts';
import type { Listening } from '../http/gate.ts';
import type { Streams } from '../http/streams.ts';
import { bodyOf } from '../http/json-body.ts';
import { register, route, type Routes } from '../http/route.ts';
import { sessionCookie } from './guard.ts';

interface Parts {
  readonly clock: Clock;
  readonly signIn: SignIn;
  readonly listening: Listening;
  readonly streams: Streams;
}

/**
 * The two endpoints that set or clear the cookie, which `serve` can't. Only attempts that fail are counted: whoever has
 * the right token gets in whatever others have tried.
 */
export function serveSignIn(
  routes: Routes,
  endpoint: typeof sessionEndpoints.exchange,
  parts: Parts,
  countFailure: (req: Request) => Promise<void>,
): void {
  const signIns = createSignInRecord(routes.audit, parts.clock);
  register(routes, endpoint, async (req, res) => {
    const session = await exchange(req).catch(async (error: unknown) => {
      await countFailure(req);
      await signIns.failed(whoAsks(req, res), error);
      throw error;
    });
    res.locals.sid = session.sid;
    await signIns.succeeded(whoAsks(req, res));
    res.setHeader('Set-Cookie', sessionCookie(parts.listening.port, session.id));
    res.json({ csrf: session.csrf });
  });

  async function exchange(req: Request): ReturnType<SignIn['exchange']> {
    const body = endpoint.body.safeParse(bodyOf(req, endpoint));
    // What was sent is a secret: the answer names the field and repeats nothing.
    if (!body.success) throw invalidFields({ token: ['Send the token of the sign-in link.'] });
    return parts.signIn.exchange(body.data.token);
  }
}

export function serveSignOut(routes: Routes, endpoint: typeof sessionEndpoints.logout, parts: Parts): void {
  route(
    routes,
    endpoint,
    async ({ caller }) => {
      await parts.signIn.end(caller);
      parts.streams.close(caller.key);
    },
    (_, res) => {
      res.setHeader('Set-Cookie', sessionCookie(parts.listening.port, undefined));
      res.json({ ended: true });
    },
  );
}
