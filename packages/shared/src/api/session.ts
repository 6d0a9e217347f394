import { z } from 'zod';

import { endpoint, nothing } from './endpoint.ts';

export const session = z.object({
  name: z.string(),
  role: z.enum(['viewer', 'operator', 'admin']),
  version: z.string(),
  /** ISO 8601: when the session ends whatever happens. */
  expiresAt: z.string(),
});

/** Sent with every /api request. Its value is bound to the session. */
export const csrfHeader = 'X-Console-CSRF';
/** Sent with requests that nobody asked for by hand, so that they do not keep the session alive. */
export const backgroundHeader = 'X-Console-Background';

export const sessionEndpoints = {
  get: endpoint('GET', '/api/session', {
    summary: 'The session of the caller',
    permission: 'session',
    response: session,
  }),
  /** Outside /api, as there is no session yet. */
  exchange: endpoint('POST', '/auth/local/exchange', {
    summary: 'Trade the one-time token of the sign-in link for a session',
    permission: 'session',
    audit: 'session.sign-in',
    body: z.strictObject({ token: z.string().max(200) }),
    response: z.object({ csrf: z.string() }),
  }),
  logout: endpoint('POST', '/auth/logout', {
    summary: 'End the session',
    permission: 'session',
    audit: 'session.sign-out',
    body: nothing.or(z.strictObject({})),
    response: z.object({ ended: z.literal(true) }),
  }),
};
