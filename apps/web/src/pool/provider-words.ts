import { providerKindLabel } from '@lifeguard/shared/aws/providers';
import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';

/** Names of user pools, by provider name: see `useUserPoolNames`. */
type UserPoolNames = ReadonlyMap<string, string>;

const none: UserPoolNames = new Map();

/** `User pool`, `Google`; a login provider that Lifeguard does not know by its key. */
export function kindText({ kind, key }: PoolProvider): string {
  return kind === 'other' ? key : providerKindLabel(kind);
}

/** `customers (us-east-1_AbC)`, or the id alone where the name is not known. */
export function userPoolText(providerName: string, names: UserPoolNames = none): string {
  const id = providerName.slice(providerName.lastIndexOf('/') + 1);
  const name = names.get(providerName);
  return name === undefined ? id : `${name} (${id})`;
}

/** What AWS names as a login of an identity, with the name of a user pool before its id; other logins say enough as they are. */
export function loginText(login: string, names: UserPoolNames): string {
  return names.has(login) ? `User pool ${userPoolText(login, names)}` : login;
}

/** The provider as people know it: a user pool by its name, id and client, others by their host, or the end of their ARN. */
export function providerName({ kind, login, detail, key }: PoolProvider, names?: UserPoolNames): string {
  if (kind === 'user-pool') return `${userPoolText(login, names)}, client ${detail}`;
  return kind === 'oidc' || kind === 'saml' ? key.slice(key.indexOf('/') + 1) : key;
}

/** Kind and name, each said once: `Google`, `SAML provider Corp`, `User pool customers (us-east-1_AbC), client 1example`. */
export function titleText(provider: PoolProvider, names?: UserPoolNames): string {
  const { kind } = provider;
  const isNamed = kind === 'user-pool' || kind === 'oidc' || kind === 'saml';
  return isNamed ? `${kindText(provider)} ${providerName(provider, names)}` : kindText(provider);
}
