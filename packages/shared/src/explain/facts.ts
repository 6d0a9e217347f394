import type { OidcProvider, SamlProvider, UserPoolClient } from '../aws/account-providers.ts';
import type { PoolDocument } from '../aws/pool-document.ts';
import { type PoolProvider, poolProviders } from '../roles/provider-keys.ts';
import type { Claims } from '../roles/resolution.ts';
import type { TokenForm } from '../roles/login-token.ts';

/** What was read, or why it could not be: `reason` is a sentence. */
export type Fact<T> =
  | { readonly isKnown: true; readonly value: T }
  | { readonly isKnown: false; readonly reason: string };

export function known<T>(value: T): Fact<T> {
  return { isKnown: true, value };
}

export function unknown(reason: string): Fact<never> {
  return { isKnown: false, reason };
}

/** An identity as far as AWS tells. Times are ISO 8601. */
export interface IdentityFacts {
  readonly logins: readonly string[];
  readonly modified?: string | undefined;
  /** undefined: it could not be found out. */
  readonly isDisabled: boolean | undefined;
}

/** What the app did, as far as it is known. */
export interface AccessAttempt {
  readonly kind?: 'guest' | 'federated' | 'developer' | undefined;
  readonly flow?: 'enhanced' | 'classic' | undefined;
  readonly identityId?: string | undefined;
  /** The key in `Logins`. */
  readonly login?: string | undefined;
  readonly claims?: Claims | undefined;
  readonly tokenForm?: TokenForm | undefined;
  /** CustomRoleArn, or the role of the classic flow. */
  readonly roleArn?: string | undefined;
}

/** Everything against which causes are checked. */
export interface AccessFacts {
  readonly poolId: string;
  /** Seconds since the epoch. */
  readonly nowSeconds: number;
  readonly account: Fact<string>;
  /** ARN of who the console is. */
  readonly principal: Fact<string>;
  /** `undefined`: AWS has no such pool. */
  readonly pool: Fact<PoolDocument | undefined>;
  /** ARN to trust policy of every role of the account. */
  readonly trustPolicies: Fact<ReadonlyMap<string, string>>;
  readonly oidcProviders: Fact<readonly OidcProvider[]>;
  readonly samlProviders: Fact<readonly SamlProvider[]>;
  /** App clients of the user pool that the attempt's login names. */
  readonly userPoolClients: Fact<readonly UserPoolClient[]>;
  /** Of the attempt's identity; `undefined`: AWS has none with this id. */
  readonly identity: Fact<IdentityFacts | undefined>;
  readonly attempt: AccessAttempt;
}

/** The pool, where it was read and exists. */
export function documentOf({ pool }: AccessFacts): PoolDocument | undefined {
  return pool.isKnown ? pool.value : undefined;
}

/** Why there is no pool to look at. */
export function noDocumentReason({ pool, poolId }: AccessFacts): string {
  return pool.isKnown ? `AWS has no pool ${poolId} any more.` : pool.reason;
}

/** Why there are no claims to look at. `looked` says what would be done with them: "its claims are looked at". */
export function noClaimsReason({ attempt: { tokenForm: form } }: AccessFacts, looked: string): string {
  if (form === undefined) return `The token is not known here: paste it, and ${looked}.`;
  const text = form.parts === 0 ? 'is empty' : form.parts === 1 ? 'is not a JWT' : 'can’t be read';
  return `The token that was given ${text}, so it says nothing of this.`;
}

/** The audiences of a token, of which `azp` counts before `aud`. */
export function audiencesOf({ azp, aud }: Claims): string[] {
  return [azp ?? aud].flat().filter((value): value is string => typeof value === 'string');
}

/** The provider of the pool to which a key of `Logins` belongs; of a user pool with several clients the one of the token. */
export function providerOfLogin(
  document: PoolDocument,
  login: string,
  claims: Claims | undefined,
): PoolProvider | undefined {
  const providers = poolProviders(document).filter((provider) => provider.login === login);
  const audiences = claims === undefined ? [] : audiencesOf(claims);
  return providers.find(({ detail }) => audiences.includes(detail)) ?? providers[0];
}
