import { sessionEndpoints } from '@lifeguard/shared/api/session';
import { Router } from 'express';

import type { Context } from '../context.ts';
import { serve } from '../http/serve.ts';
import { serveSignIn, serveSignOut } from '../session/exchange.ts';
import { version } from '../version.ts';

/** Before the session guard: here a session begins. */
export function signInRoutes(context: Context): Router {
  const router = Router();
  serveSignIn(router, sessionEndpoints.exchange, context);
  return router;
}

export function sessionRoutes(context: Context): Router {
  const router = Router();
  serve(router, sessionEndpoints.get, context.timeouts, ({ caller }) => ({
    name: 'Local user',
    role: 'admin' as const,
    version,
    expiresAt: new Date(caller.expiresAt).toISOString(),
  }));
  serveSignOut(router, sessionEndpoints.logout, context);
  return router;
}
