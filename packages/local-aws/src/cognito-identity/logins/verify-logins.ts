import { identityKeys } from '@lifeguard/shared/aws/regions';

import { invalidParameter } from '../../protocol/errors.ts';
import type { StoredPool } from '../store/pools.ts';
import type { OperationContext } from '../../dispatch/operation.ts';
import { verifyIdToken } from './id-token.ts';
import { invalidToken, unsupportedToken, type VerifiedLogin } from './login.ts';
import { verifyOpaqueToken } from './opaque-token.ts';
import { verifySamlLogin } from './saml-login.ts';

/**
 * Checks every login of a call, in its order; one that fails fails the call. Keys and tokens of each provider:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
 */
export async function verifyLogins(
  context: OperationContext,
  pool: StoredPool,
  logins: Readonly<Record<string, string>>,
): Promise<VerifiedLogin[]> {
  const verified: VerifiedLogin[] = [];
  for (const [key, token] of Object.entries(logins)) verified.push(await verifyLogin(context, pool, key, token));
  return verified;
}

async function verifyLogin(
  context: OperationContext,
  { id, settings }: StoredPool,
  key: string,
  token: string,
): Promise<VerifiedLogin> {
  if (key === settings.DeveloperProviderName) throw invalidParameter('Please provide a valid public provider');
  if (key === identityKeys(id).host) throw invalidToken("Can't pass in a Cognito token.");

  const social = settings.SupportedLoginProviders ?? {};
  const appId = Object.hasOwn(social, key) ? social[key] : undefined;
  if (appId !== undefined) return verifySocialLogin(context, key, appId, token);

  const userPools = (settings.CognitoIdentityProviders ?? []).filter(({ ProviderName }) => ProviderName === key);
  if (userPools.length > 0) {
    const clientIds = userPools.flatMap(({ ClientId }) => ClientId ?? []);
    const claims = await verifyIdToken(
      context,
      { key, audiences: clientIds, onWrongAudience: unsupportedToken },
      token,
    );
    return {
      key: { provider: key, subject: claims.sub },
      amr: [key, `${key}:CognitoSignIn:${claims.sub}`],
      mappingKey: `${key}:${claims.audience}`,
      tagProvider: key,
      claims: claims.all,
    };
  }

  const oidcArn = settings.OpenIdConnectProviderARNs?.find((arn) => arn.endsWith(`:oidc-provider/${key}`));
  if (oidcArn !== undefined) {
    const provider = context.store.oidcProviders.find(oidcArn);
    if (provider === undefined) throw unsupportedToken();
    const { Url: url, ClientIDList: audiences } = provider;
    const claims = await verifyIdToken(context, { key, url, audiences, onWrongAudience: wrongAudience }, token);
    return {
      key: { provider: key, subject: claims.sub },
      amr: [key, `${oidcArn}:OIDC:${claims.sub}`],
      mappingKey: oidcArn,
      tagProvider: oidcArn,
      claims: claims.all,
    };
  }

  if (settings.SamlProviderARNs?.includes(key)) return verifySamlLogin(context, key, token);
  throw unsupportedToken();
}

async function verifySocialLogin(
  context: OperationContext,
  key: string,
  appId: string,
  token: string,
): Promise<VerifiedLogin> {
  switch (key) {
    case 'accounts.google.com':
    case 'appleid.apple.com': {
      const claims = await verifyIdToken(context, { key, audiences: [appId], onWrongAudience: wrongAudience }, token);
      return social(key, appId, claims.sub, claims.all);
    }
    case 'graph.facebook.com':
    case 'www.amazon.com':
    case 'api.twitter.com':
    case 'www.digits.com': {
      const { sub, claims } = verifyOpaqueToken(context, key, appId, token);
      return social(key, appId, sub, claims);
    }
    default:
      throw unsupportedToken();
  }
}

/** The same person has another user id in each app of a social provider, so the app is part of who it is. */
function social(key: string, appId: string, sub: string, claims: VerifiedLogin['claims']): VerifiedLogin {
  // Of Twitter and Digits the secret stands behind the semicolon, and belongs in no token.
  const user = `${appId.split(';')[0]}:${sub}`;
  const amr = [key, `${key}:${user}`];
  return { key: { provider: key, subject: user }, amr, mappingKey: key, tagProvider: key, claims };
}

function wrongAudience() {
  return invalidToken('Incorrect token audience.');
}
