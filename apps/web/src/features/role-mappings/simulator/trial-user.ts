import { type ClaimsReading, readClaims, readToken, tokenObjections } from '@lifeguard/shared/roles/login-token';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import type { SimulatedUser } from '@lifeguard/shared/roles/simulation';

/** Who is tried in the simulator, as it was entered. The claims are kept while another one is chosen. */
export interface TrialUser {
  readonly way: 'federated' | 'guest' | 'developer';
  /** JSON: of a token that is pasted, its claims. */
  readonly claims: string;
  /** Empty: the app asks for no role of its own choice. */
  readonly customRoleArn: string;
}

export type TrialReading =
  /** `objections`: why AWS would not take a token with these claims, although it can be tried. */
  | { readonly state: 'read'; readonly user: SimulatedUser; readonly objections: readonly string[] }
  | { readonly state: 'empty' }
  | { readonly state: 'unreadable'; readonly message: string };

/** The user that was meant, or what is wrong with the text. */
export function readTrial({ way, claims }: TrialUser, provider: PoolProvider, nowSeconds: number): TrialReading {
  if (way !== 'federated') return { state: 'read', user: { kind: way }, objections: [] };
  if (claims.trim() === '') return { state: 'empty' };
  const reading = readEntered(claims);
  if (!reading.isReadable) return { state: 'unreadable', message: reading.message };
  return {
    state: 'read',
    user: { kind: 'federated', claims: reading.claims },
    objections: tokenObjections(reading.claims, provider, nowSeconds),
  };
}

/** What is to stand in the box: for a token its claims, so that it is shown and kept nowhere. */
export function shownText(entered: string): string {
  if (isJson(entered)) return entered;
  const reading = readToken(entered);
  return reading.isReadable ? JSON.stringify(reading.claims, null, 2) : entered;
}

function readEntered(text: string): ClaimsReading {
  return isJson(text) ? readClaims(text) : readToken(text);
}

function isJson(text: string): boolean {
  return /^\s*[{["]/.test(text);
}
