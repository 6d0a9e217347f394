import type { PoolDocument } from '../aws/pool-document.ts';
import { poolProviders } from './provider-keys.ts';
import { type Claims, ownValue } from './resolution.ts';

/** Issuers whose tokens go under a key that is not the issuer. https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html */
const otherKeys: ReadonlyMap<string, string> = new Map(
  ['www.facebook.com', 'facebook.com', 'limited.facebook.com'].map((issuer) => [issuer, 'graph.facebook.com']),
);

/**
 * The key of `Logins` under which a token with these claims belongs: by who issued it, else by the one provider of the pool that has its audience.
 * Of a provider that the pool does not have it is the issuer, as an app would send it. Undefined where the claims do not tell.
 */
export function loginOfClaims(claims: Claims, document: PoolDocument): string | undefined {
  const providers = poolProviders(document);
  const issuer: unknown = ownValue(claims, 'iss');
  if (typeof issuer === 'string' && issuer.trim() !== '') {
    const host = bare(issuer.trim());
    return otherKeys.get(host) ?? providers.find(({ login }) => bare(login) === host)?.login ?? host;
  }
  const audiences: readonly unknown[] = [ownValue(claims, 'azp') ?? ownValue(claims, 'aud')].flat();
  const logins = new Set(
    providers.filter(({ detail }) => detail !== '' && audiences.includes(detail)).map(({ login }) => login),
  );
  return logins.size === 1 ? [...logins][0] : undefined;
}

/** IAM keeps the slash at the end of an issuer, other places drop it. */
function bare(issuer: string): string {
  return issuer.replace(/^https?:\/\//, '').replace(/\/$/, '');
}
