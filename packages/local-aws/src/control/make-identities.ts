import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

import { z } from 'zod';

import type { Clock } from '../clock.ts';
import type { PoolSettings } from '../cognito-identity/shapes.ts';
import type { Store } from '../store.ts';

const chunk = 5000;
const dayMs = 24 * 60 * 60 * 1000;

/** Makes many identities fast, in chunks so that other requests are answered in between. Answers how many. */
export async function makeIdentities(
  store: Store,
  clock: Clock,
  wanted: { IdentityPoolId: string; count: number; authenticatedShare: number; olderThanDays: number },
): Promise<number> {
  const pool = store.pools.find(wanted.IdentityPoolId);
  if (pool === undefined) throw fieldError('IdentityPoolId', 'There is no such identity pool.');
  const providers = loginKeys(pool.settings);
  if (wanted.authenticatedShare > 0 && providers.length === 0) {
    throw fieldError('authenticatedShare', 'The pool has no provider to link identities to.');
  }
  const region = wanted.IdentityPoolId.slice(0, wanted.IdentityPoolId.indexOf(':'));
  const now = clock.now();
  const step = (wanted.olderThanDays * dayMs) / wanted.count;
  let isAuthenticated = 0;
  for (let made = 0; made < wanted.count; made += chunk) {
    const size = Math.min(chunk, wanted.count - made);
    const identities = Array.from({ length: size }, (_, offset) => {
      const index = made + offset;
      // Evenly spread, so that any share comes out exact over the whole; rounded, as 100 * 0.29 is less than 29.
      const isLinked =
        Math.round((index + 1) * wanted.authenticatedShare) > Math.round(index * wanted.authenticatedShare);
      if (isLinked) isAuthenticated += 1;
      return {
        id: `${region}:${randomUUID()}`,
        createdMs: Math.round(now - wanted.olderThanDays * dayMs + index * step),
        provider: isLinked ? providers[isAuthenticated % providers.length] : undefined,
      };
    });
    // Calls in between may have deleted the pool: what came after its purge would stay for ever.
    if (store.pools.find(pool.id)?.pk !== pool.pk)
      throw fieldError('IdentityPoolId', 'The pool was deleted meanwhile.');
    store.identities.insertMany(pool.pk, identities);
    await setImmediate();
  }
  return wanted.count;
}

/** The provider names as ListIdentities shows them. */
function loginKeys(settings: PoolSettings): string[] {
  return [
    ...(settings.CognitoIdentityProviders ?? []).flatMap(({ ProviderName }) =>
      ProviderName === undefined ? [] : [ProviderName],
    ),
    ...Object.keys(settings.SupportedLoginProviders ?? {}),
    ...(settings.OpenIdConnectProviderARNs ?? []).map((arn) => arn.slice(arn.indexOf('/') + 1)),
    ...(settings.SamlProviderARNs ?? []),
    ...(settings.DeveloperProviderName === undefined ? [] : [settings.DeveloperProviderName]),
  ];
}

function fieldError(field: string, message: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', path: [field], message, input: undefined }]);
}
