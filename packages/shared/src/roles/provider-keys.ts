import type { PoolDocument } from '../aws/pool-document.ts';
import { loginProviders, type ProviderKind, type UserPoolProvider } from '../aws/providers.ts';

/** One provider of a pool with its three spellings in the API. */
export interface PoolProvider {
  readonly kind: ProviderKind;
  /** What tells it from every other provider of the pool, and its spelling in RoleMappings: for a user pool with its client id. */
  readonly key: string;
  /** Its spelling in SetPrincipalTagAttributeMap: a user pool without its client id. */
  readonly tagProvider: string;
  /** Its key in `Logins`, as ListIdentities names it: for OIDC the issuer without https://. */
  readonly login: string;
  /** The app id of a social provider, the client of a user pool; empty for the others. */
  readonly detail: string;
}

/** `cognito-idp.REGION.amazonaws.com/POOL:CLIENT` */
export function userPoolKey({ ProviderName, ClientId }: Pick<UserPoolProvider, 'ProviderName' | 'ClientId'>): string {
  return `${ProviderName}:${ClientId}`;
}

/** Every provider that can have a role mapping and attributes, in the order of the console. The developer provider has neither. */
export function poolProviders(
  pool: Pick<
    PoolDocument,
    'CognitoIdentityProviders' | 'SupportedLoginProviders' | 'OpenIdConnectProviderARNs' | 'SamlProviderARNs'
  >,
): PoolProvider[] {
  return [
    ...pool.CognitoIdentityProviders.map(
      (item): PoolProvider => ({
        kind: 'user-pool',
        key: userPoolKey(item),
        tagProvider: item.ProviderName,
        login: item.ProviderName,
        detail: item.ClientId,
      }),
    ),
    ...Object.entries(pool.SupportedLoginProviders).map(
      ([key, value]): PoolProvider => ({
        kind: socialKinds.get(key) ?? 'other',
        key,
        tagProvider: key,
        login: key,
        // The consumer secret of X and Digits stands behind the semicolon: never show it.
        detail: value.split(';')[0] ?? '',
      }),
    ),
    ...pool.OpenIdConnectProviderARNs.map(
      (key): PoolProvider => ({
        kind: 'oidc',
        key,
        tagProvider: key,
        login: key.slice(key.indexOf('/') + 1),
        detail: '',
      }),
    ),
    ...pool.SamlProviderARNs.map(
      (key): PoolProvider => ({ kind: 'saml', key, tagProvider: key, login: key, detail: '' }),
    ),
  ];
}

/** Keys of role mappings that name no provider of the pool: AWS refuses every change of roles while there is one. */
export function danglingMappings(pool: PoolDocument): string[] {
  const keys = new Set(poolProviders(pool).map(({ key }) => key));
  return Object.keys(pool.RoleMappings).filter((key) => !keys.has(key));
}

const socialKinds: ReadonlyMap<string, ProviderKind> = new Map(
  loginProviders.map(({ key, kind }): [string, ProviderKind] => [key, kind]),
);
