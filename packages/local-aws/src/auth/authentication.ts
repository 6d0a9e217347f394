import { timingSafeEqual } from 'node:crypto';

import { type Caller, rootCaller, rootCredentials, type Session } from './account.ts';
import type { Clock } from '../clock.ts';
import { type HttpRequest, header } from '../protocol/http.ts';
import { type SignatureFailure, verifySignature } from '../protocol/sigv4.ts';
import { sessionCaller } from '../sts/session.ts';
import type { Store } from '../store.ts';

export type Authentication =
  | { readonly isValid: true; readonly caller: Caller; readonly region: string }
  | { readonly isValid: false; readonly failure: SignatureFailure };

/** Who signed the request for one of these services: root, or a session whose keys have not expired. */
export function authenticate(
  request: HttpRequest,
  services: readonly string[],
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Authentication {
  let session: Session | undefined;
  const result = verifySignature(request, services, (accessKeyId) => {
    if (accessKeyId === rootCredentials.accessKeyId) return rootCredentials.secretAccessKey;
    session = store.sessions.find(accessKeyId);
    const token = header(request, 'x-amz-security-token') ?? '';
    return session !== undefined && isSame(token, session.sessionToken) ? session.secretAccessKey : undefined;
  });
  if (!result.isValid) return result;
  const { region } = result.signature;
  if (session === undefined) return { isValid: true, caller: rootCaller, region };
  if (session.expiresMs <= clock.now()) return { isValid: false, failure: { reason: 'session-expired' } };
  return { isValid: true, caller: sessionCaller(session), region };
}

function isSame(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}
