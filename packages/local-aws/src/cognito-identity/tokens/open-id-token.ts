import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

import { identityPoolArn } from '@lifeguard/shared/aws/arn';
import { identityIssuer } from '@lifeguard/shared/aws/regions';

import type { Clock } from '../../clock.ts';
import type { Store } from '../../store.ts';
import { signingKey } from './signing-keys.ts';

const tagsClaim = 'https://aws.amazon.com/tags';
const poolArnClaim = 'https://cognito-identity.amazonaws.com/identity-pool-arn';

/** What an OpenID token of the service says. */
export interface OpenIdToken {
  readonly identityId: string;
  readonly poolId: string;
  readonly amr: readonly string[];
  readonly principalTags: Readonly<Record<string, string>>;
}

interface TokenContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly account: string;
}

/**
 * A token about an identity, signed with RS512. Members stand in the order of AWS's tokens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
 */
export async function mintOpenIdToken(
  { store, clock, account }: TokenContext,
  { identityId, poolId, amr, principalTags }: OpenIdToken,
  lifetimeSeconds: number,
): Promise<string> {
  const region = poolId.slice(0, poolId.indexOf(':'));
  const { kid, privateKey } = await regionKey(store, region);
  const iat = Math.floor(clock.now() / 1000);
  const tags = Object.entries(principalTags).map(([tag, value]) => [tag, [value]] as const);
  return new SignJWT({
    sub: identityId,
    aud: poolId,
    amr,
    ...(tags.length === 0 ? {} : { [tagsClaim]: { principal_tags: Object.fromEntries(tags) } }),
    iss: identityIssuer(region),
    // Tokens of us-east-1 do not have it.
    ...(region === 'us-east-1' ? {} : { [poolArnClaim]: identityPoolArn(account, poolId) }),
    exp: iat + lifetimeSeconds,
    iat,
  })
    .setProtectedHeader({ kid, typ: 'JWS', alg: 'RS512' })
    .sign(privateKey);
}

export type CheckedToken =
  | { readonly isValid: true; readonly token: OpenIdToken }
  | { readonly isValid: false; readonly reason: 'foreign' }
  | { readonly isValid: false; readonly reason: 'expired'; readonly nowSeconds: number; readonly expSeconds: number };

const payloadShape = z.object({
  sub: z.string(),
  aud: z.string(),
  amr: z.array(z.string()),
  [tagsClaim]: z.object({ principal_tags: z.record(z.string(), z.tuple([z.string()])) }).optional(),
});

/** Reads a token that this service has made; any other is `foreign`. */
export async function checkOpenIdToken({ store, clock }: TokenContext, token: string): Promise<CheckedToken> {
  const now = clock.now();
  try {
    const { payload } = await jwtVerify(
      token,
      async ({ kid = '' }) => {
        if (store.signingKeys.find(`${keyPrefix}${kid}`) === undefined) throw new errors.JWKSNoMatchingKey();
        return (await signingKey(store, `${keyPrefix}${kid}`, 'RS512')).publicKey;
      },
      { algorithms: ['RS512'], currentDate: new Date(now) },
    );
    const { sub, aud, amr, [tagsClaim]: tags } = payloadShape.parse(payload);
    if (payload.iss !== identityIssuer(aud.slice(0, aud.indexOf(':')))) return { isValid: false, reason: 'foreign' };
    const principalTags = Object.fromEntries(
      Object.entries(tags?.principal_tags ?? {}).map(([tag, [value]]) => [tag, value]),
    );
    return { isValid: true, token: { identityId: sub, poolId: aud, amr, principalTags } };
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      const expSeconds = error.payload.exp ?? 0;
      return { isValid: false, reason: 'expired', nowSeconds: Math.floor(now / 1000), expSeconds };
    }
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) return { isValid: false, reason: 'foreign' };
    throw error;
  }
}

/** Names of the keys in the store; the rest of a name is the key's id. */
export const keyPrefix = 'open-id/';

/** Each region has a key of its own, whose id begins with the region's name. */
function regionKey(store: Store, region: string) {
  return signingKey(store, `${keyPrefix}${region}-1`, 'RS512');
}
