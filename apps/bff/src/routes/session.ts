import { sessionEndpoints } from '@lifeguard/shared/api/session';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import { serveSignIn, serveSignOut } from '../session/exchange.ts';
import { localUser } from '../session/who-asks.ts';
import { version } from '../version.ts';

/** Before the session guard: here a session begins. */
export function signInRoutes(api: Api, context: Context, limits: Pick<RateLimits, 'forFailedSignIn'>): void {
  serveSignIn(api, sessionEndpoints.exchange, context, limits.forFailedSignIn);
}

/** Before the limits of sessions: whoever has used them up can still leave. */
export function signOutRoutes(api: Api, context: Context): void {
  serveSignOut(api, sessionEndpoints.logout, context);
}

export function sessionRoutes(api: Api): void {
  api.serve(sessionEndpoints.get, ({ caller }) => ({
    name: localUser,
    role: 'admin' as const,
    version,
    expiresAt: new Date(caller.expiresAt).toISOString(),
  }));
}
