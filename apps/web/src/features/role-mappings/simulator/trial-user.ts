import { readClaims, readToken, tokenObjections } from '@lifeguard/shared/roles/login-token';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import type { SimulatedUser } from '@lifeguard/shared/roles/simulation';

/** Who is tried in the simulator, as it was entered. Each way keeps its text while another one is chosen. */
export interface TrialUser {
  readonly way: 'claims' | 'token' | 'guest' | 'developer';
  readonly claims: string;
  readonly token: string;
  /** Empty: the app asks for no role of its own choice. */
  readonly customRoleArn: string;
}

export type TrialReading =
  /** `objections`: why AWS would not take the token, although it can be tried. */
  | { readonly state: 'read'; readonly user: SimulatedUser; readonly objections: readonly string[] }
  | { readonly state: 'empty' }
  | { readonly state: 'unreadable'; readonly message: string };

/** The user that was meant, or what is wrong with the text. */
export function readTrial({ way, claims, token }: TrialUser, provider: PoolProvider, nowSeconds: number): TrialReading {
  if (way === 'guest' || way === 'developer') return { state: 'read', user: { kind: way }, objections: [] };
  const text = way === 'token' ? token : claims;
  if (text.trim() === '') return { state: 'empty' };
  const reading = way === 'token' ? readToken(text) : readClaims(text);
  if (!reading.isReadable) return { state: 'unreadable', message: reading.message };
  return {
    state: 'read',
    user: { kind: 'federated', claims: reading.claims },
    objections: way === 'token' ? tokenObjections(reading.claims, provider, nowSeconds) : [],
  };
}
