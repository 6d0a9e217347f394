import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { loginProviders, providerKindLabel } from '@lifeguard/shared/aws/providers';
import { userPoolText } from '#pool/provider-words.ts';

export interface LoginWords {
  /** `User pool customers (us-east-1_AbC)`, `Google` */
  readonly provider: string;
  readonly meaning: string;
  /** Whether the pool has such a provider now. */
  readonly isOfPool: boolean;
}

/**
 * What a login of an identity, as AWS names it, means in this pool. AWS keeps which provider vouched, and not for which app: the
 * apps are those that the pool has now.
 */
export function loginWords(pool: PoolDocument, login: string, userPoolNames?: ReadonlyMap<string, string>): LoginWords {
  if (login === pool.DeveloperProviderName) {
    return {
      provider: providerKindLabel('developer'),
      meaning: 'Your own server signed the user in and asked AWS for a token in the user’s name.',
      isOfPool: true,
    };
  }
  const providers = poolProviders(pool).filter((provider) => provider.login === login);
  const [first] = providers;
  if (first === undefined) {
    return {
      provider: 'No provider of this pool',
      meaning:
        'The pool had this provider once and has it no more. The link stays, but nobody gets in by it unless the provider is added to the pool again.',
      isOfPool: false,
    };
  }
  switch (first.kind) {
    case 'user-pool': {
      const clients = providers.map(({ detail }) => detail);
      return {
        provider: `${providerKindLabel('user-pool')} ${userPoolText(login, userPoolNames)}`,
        meaning: `A user of this user pool, linked by the user’s sub. Today the pool takes tokens of the app ${clients.length === 1 ? 'client' : 'clients'} ${clients.join(', ')}; AWS does not keep by which app somebody signed in.`,
        isOfPool: true,
      };
    }
    case 'oidc':
      return {
        provider: providerKindLabel('oidc'),
        meaning: `Signed in with an ID token of https://${login}.`,
        isOfPool: true,
      };
    case 'saml':
      return {
        provider: providerKindLabel('saml'),
        meaning: 'Signed in with a SAML assertion of this provider.',
        isOfPool: true,
      };
    default: {
      const known = loginProviders.find(({ key }) => key === login);
      return {
        provider: known?.label ?? login,
        meaning: `Signed in there. Today the pool takes tokens of the app with the ${known?.valueLabel ?? 'value'} ${first.detail}; AWS does not keep by which app somebody signed in.`,
        isOfPool: true,
      };
    }
  }
}
