import { sessionEndpoints } from '@lifeguard/shared/api/session';

import type { Context } from '../context.ts';
import type { Api } from '../http/api.ts';
import { serveSignIn, serveSignOut } from '../session/exchange.ts';
import { version } from '../version.ts';

/** Before the session guard: here a session begins. */
export function signInRoutes(api: Api, context: Context): void {
  serveSignIn(api, sessionEndpoints.exchange, context);
}

export function sessionRoutes(api: Api, context: Context): void {
  api.serve(sessionEndpoints.get, ({ caller }) => ({
    name: 'Local user',
    role: 'admin' as const,
    version,
    expiresAt: new Date(caller.expiresAt).toISOString(),
  }));
  serveSignOut(api, sessionEndpoints.logout, context);
}
