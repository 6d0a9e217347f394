import type { PoolDocument } from '@lifeguard/shared/identity-pool-document';
import type { ProviderFamily } from '@lifeguard/shared/principal-tag-resolution';
import { type PoolProvider, poolProviders } from '@lifeguard/shared/provider-keys';
import { loginProviders, type ProviderKind } from '@lifeguard/shared/providers';

/** A provider as attribute maps know it: a user pool is one, however many of its app clients the pool names. */
export interface TaggedProvider {
  /** As SetPrincipalTagAttributeMap spells it. */
  readonly name: string;
  readonly family: ProviderFamily;
  /** For people, and different for each provider of a pool: `User pool us-east-1_AbC`, `Google`. */
  readonly title: string;
  /** App clients of a user pool that share the map; empty for other providers. */
  readonly clients: readonly string[];
}

/** The providers of a pool that can have an attribute map, in the order of the console. */
export function taggedProvidersOf(document: PoolDocument): TaggedProvider[] {
  const byName = new Map<string, PoolProvider[]>();
  for (const provider of poolProviders(document)) {
    byName.set(provider.tagProvider, [...(byName.get(provider.tagProvider) ?? []), provider]);
  }
  return [...byName].map(([name, same]) => {
    const kind = same[0]?.kind ?? 'other';
    return {
      name,
      family: familyOf(kind),
      title: titleOf(kind, name),
      clients: kind === 'user-pool' ? same.map(({ detail }) => detail) : [],
    };
  });
}

/** Claims that users of a provider usually have, to choose from; any other can be typed. */
export function knownClaims(family: ProviderFamily): readonly string[] {
  switch (family) {
    case 'user-pool':
      return [
        ...openIdClaims,
        'email',
        'email_verified',
        'phone_number',
        'name',
        'given_name',
        'family_name',
        'locale',
        'zoneinfo',
        'cognito:username',
        'cognito:preferred_role',
        'custom:',
      ];
    case 'google':
      return [...openIdClaims, 'email', 'email_verified', 'name', 'given_name', 'family_name', 'hd'];
    case 'apple':
      return [...openIdClaims, 'email', 'email_verified', 'is_private_email'];
    case 'oidc':
      return [...openIdClaims, 'email', 'name', 'preferred_username', 'azp'];
    case 'facebook':
      return [...openIdClaims, 'email', 'name'];
    case 'amazon':
      return ['aud', 'user_id', 'email', 'name', 'postal_code'];
    case 'twitter':
    case 'digits':
      return ['aud', 'sub'];
    case 'saml':
      return samlClaims;
  }
}

const openIdClaims = ['sub', 'aud', 'iss'];

const xmlsoap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

const samlClaims = [
  ...['nameidentifier', 'name', 'emailaddress', 'givenname', 'surname', 'upn'].map((claim) => `${xmlsoap}/${claim}`),
  'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
];

function familyOf(kind: ProviderKind): ProviderFamily {
  return kind === 'other' || kind === 'developer' ? 'oidc' : kind;
}

function titleOf(kind: ProviderKind, name: string): string {
  const shortName = name.slice(name.indexOf('/') + 1);
  switch (kind) {
    case 'user-pool':
      return `User pool ${shortName}`;
    case 'oidc':
      return `OIDC ${shortName}`;
    case 'saml':
      return `SAML ${shortName}`;
    default:
      return loginProviders.find((provider) => provider.kind === kind)?.label ?? name;
  }
}
