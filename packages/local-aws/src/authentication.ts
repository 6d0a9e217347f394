import { type Caller, rootCaller, rootCredentials } from './account.ts';
import type { HttpRequest } from './protocol/http.ts';
import { type SignatureFailure, verifySignature } from './protocol/sigv4.ts';

export type Authentication =
  | { readonly isValid: true; readonly caller: Caller; readonly region: string }
  | { readonly isValid: false; readonly failure: SignatureFailure };

/** Who signed the request for one of these services. */
export function authenticate(request: HttpRequest, services: readonly string[]): Authentication {
  const result = verifySignature(request, services, (accessKeyId) =>
    accessKeyId === rootCredentials.accessKeyId ? rootCredentials.secretAccessKey : undefined,
  );
  if (!result.isValid) return result;
  return { isValid: true, caller: rootCaller, region: result.signature.region };
}
