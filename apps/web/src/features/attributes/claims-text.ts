import { readClaims, readToken } from '@lifeguard/shared/roles/login-token';
import type { Claims } from '@lifeguard/shared/roles/resolution';

/** What was read out of pasted text, or why nothing was. */
export type ParsedClaims =
  | { readonly state: 'empty' }
  | { readonly state: 'wrong'; readonly message: string }
  | { readonly state: 'read'; readonly from: 'token' | 'json'; readonly claims: Claims };

/** The claims of a JWT, decoded without checking its signature, or of a JSON object. */
export function parseClaims(text: string): ParsedClaims {
  const entered = text.trim();
  if (entered === '') return { state: 'empty' };
  const from = entered.startsWith('{') ? 'json' : 'token';
  const reading = from === 'json' ? readClaims(entered) : readToken(entered);
  return reading.isReadable
    ? { state: 'read', from, claims: reading.claims }
    : { state: 'wrong', message: reading.message };
}
