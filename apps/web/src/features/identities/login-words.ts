import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { poolProviders } from '@lifeguard/shared/roles/provider-keys';
import { loginProviders } from '@lifeguard/shared/aws/providers';

export interface LoginWords {
  /** `User pool us-east-1_AbC`, `Google` */
  readonly provider: string;
  readonly meaning: string;
  /** Whether the pool has such a provider now. */
  readonly isOfPool: boolean;
}

/** What a login of an identity, as AWS names it, means in this pool. */
export function loginWords(pool: PoolDocument, login: string): LoginWords {
  if (login === pool.DeveloperProviderName) {
    return {
      provider: 'Developer provider',
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
        provider: `User pool ${login.slice(login.lastIndexOf('/') + 1)}`,
        meaning: `Signed in through the user pool, by ${clients.length === 1 ? 'the app client' : 'one of the app clients'} ${clients.join(', ')}. The user pool knows the user; the link is by its sub.`,
        isOfPool: true,
      };
    }
    case 'oidc':
      return {
        provider: 'OIDC provider',
        meaning: `Signed in with an ID token of https://${login}.`,
        isOfPool: true,
      };
    case 'saml':
      return {
        provider: 'SAML provider',
        meaning: 'Signed in with a SAML assertion of this provider.',
        isOfPool: true,
      };
    default:
      return {
        provider: loginProviders.find(({ key }) => key === login)?.label ?? login,
        meaning: `Signed in there, in the app ${first.detail}.`,
        isOfPool: true,
      };
  }
}
