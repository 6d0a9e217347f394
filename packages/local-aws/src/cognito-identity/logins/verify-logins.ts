import { identityKeys } from '@lifeguard/shared/aws/regions';

import { invalidParameter } from '../../protocol/errors.ts';
import type { StoredPool } from '../store/pools.ts';
import type { OperationContext } from '../../dispatch/operation.ts';
import { type ReadIdToken, readIdToken, verifyIdToken } from './id-token.ts';
import { invalidToken, unsupportedToken, type VerifiedLogin } from './login.ts';
import { isOpaqueProvider, verifyOpaqueToken } from './opaque-token.ts';
import { verifySamlLogin } from './saml-login.ts';

/** The login key of a SAML provider. */
export const samlProviderArn = /^arn:[\w-]+:iam::\d+:saml-provider\//;

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

function verifyLogin(
  context: OperationContext,
  { id, settings }: StoredPool,
  key: string,
  token: string,
): Promise<VerifiedLogin> | VerifiedLogin {
  if (key === settings.DeveloperProviderName) throw invalidParameter('Please provide a valid public provider');
  if (key === identityKeys(id).host) throw invalidToken("Can't pass in a Cognito token.");
  if (samlProviderArn.test(key)) {
    if (!settings.SamlProviderARNs?.includes(key)) throw unsupportedToken();
    return verifySamlLogin(context, key, token);
  }
  const social = settings.SupportedLoginProviders ?? {};
  const appId = Object.hasOwn(social, key) ? social[key] : undefined;
  if (isOpaqueProvider(key)) {
    if (appId === undefined) throw unsupportedToken();
    const { sub, claims } = verifyOpaqueToken(context, key, appId, token);
    return socialLogin(key, appId, sub, claims);
  }
  return verifyIdTokenLogin(context, settings, appId, readIdToken(key, token));
}

/** `appId` is what the pool has for the token's issuer among its social providers. */
async function verifyIdTokenLogin(
  context: OperationContext,
  settings: StoredPool['settings'],
  appId: string | undefined,
  token: ReadIdToken,
): Promise<VerifiedLogin> {
  const { key } = token;
  if (appId !== undefined) {
    if (!['accounts.google.com', 'appleid.apple.com'].includes(key)) throw unsupportedToken();
    const claims = await verifyIdToken(context, { audiences: [appId], onWrongAudience: wrongAudience }, token);
    return socialLogin(key, appId, claims.sub, claims.all);
  }
  const userPools = (settings.CognitoIdentityProviders ?? []).filter(({ ProviderName }) => ProviderName === key);
  if (userPools.length > 0) {
    const clientIds = userPools.flatMap(({ ClientId }) => ClientId ?? []);
    const claims = await verifyIdToken(context, { audiences: clientIds, onWrongAudience: unsupportedToken }, token);
    return {
      key: { provider: key, subject: claims.sub },
      amr: [key, `${key}:CognitoSignIn:${claims.sub}`],
      mappingKey: `${key}:${claims.audience}`,
      tagProvider: key,
      claims: claims.all,
    };
  }
  const oidcArn = settings.OpenIdConnectProviderARNs?.find((arn) => arn.endsWith(`:oidc-provider/${key}`));
  const provider = oidcArn === undefined ? undefined : context.store.oidcProviders.find(oidcArn);
  if (oidcArn === undefined || provider === undefined) throw unsupportedToken();
  const { Url, IsFromPage, ClientIDList: audiences } = provider;
  // Else a page could have any port of this machine called.
  const issuer = IsFromPage === true ? {} : { url: Url };
  const claims = await verifyIdToken(context, { ...issuer, audiences, onWrongAudience: wrongAudience }, token);
  return {
    key: { provider: key, subject: claims.sub },
    amr: [key, `${oidcArn}:OIDC:${claims.sub}`],
    mappingKey: oidcArn,
    tagProvider: oidcArn,
    claims: claims.all,
  };
}

/** The same person has another user id in each app of a social provider, so the app is part of who it is. */
function socialLogin(key: string, appId: string, sub: string, claims: VerifiedLogin['claims']): VerifiedLogin {
  // Of Twitter and Digits the secret stands behind the semicolon, and belongs in no token.
  const user = `${appId.split(';')[0]}:${sub}`;
  const amr = [key, `${key}:${user}`];
  return { key: { provider: key, subject: user }, amr, mappingKey: key, tagProvider: key, claims };
}

function wrongAudience() {
  return invalidToken('Incorrect token audience.');
}
