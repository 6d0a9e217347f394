import { AwsError, notAuthorized } from '../../protocol/errors.ts';
import type { StoredIdentity } from '../store/identities.ts';
import type { LoginKey } from '../store/logins.ts';
import type { StoredPool } from '../store/pools.ts';
import type { Store } from '../../store.ts';

/** Links of one identity, public and developer. https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const maxLinkedLogins = 20;

export interface Joining {
  readonly store: Store;
  readonly pool: StoredPool;
  readonly nowMs: number;
}

/**
 * Makes one identity of `survivor`, `others` and `newLogins`: the survivor keeps its id and gets all links, the others are disabled.
 * Refused with ResourceConflictException where one identity would have two users of a public provider, or too many links.
 * Runs inside a transaction of the caller.
 */
export function join(
  { store, pool, nowMs }: Joining,
  survivor: StoredIdentity,
  others: readonly StoredIdentity[],
  newLogins: readonly LoginKey[],
): void {
  if (others.length === 0 && newLogins.length === 0) return;
  const links = [survivor, ...others].flatMap((identity) => store.logins.of(identity.pk));
  checkLinks(pool, [...links, ...newLogins]);
  for (const other of others) {
    store.logins.move(other.pk, survivor.pk);
    store.identities.disable(other.pk, survivor.id, nowMs);
  }
  for (const login of newLogins) store.logins.link(pool.pk, survivor.pk, login);
  store.identities.touch(survivor.pk, nowMs, true);
}

function checkLinks(pool: StoredPool, links: readonly LoginKey[]): void {
  const providers = links
    .map(({ provider }) => provider)
    .filter((provider) => provider !== pool.settings.DeveloperProviderName);
  if (new Set(providers).size < providers.length) {
    throw conflict('Logins of the same provider, but of different users, cannot belong to one identity.');
  }
  if (links.length > maxLinkedLogins) {
    throw conflict(`An identity can have at most ${maxLinkedLogins} linked logins.`);
  }
}

/** The owners of these logins, oldest first, and the logins that nobody owns. */
export function ownersOf(
  { store, pool }: Joining,
  logins: readonly LoginKey[],
): { readonly owners: readonly StoredIdentity[]; readonly unowned: readonly LoginKey[] } {
  const ids = logins.map((login) => store.logins.ownerOf(pool.pk, login));
  const owners = [...new Set(ids)].flatMap((id) => (id === undefined ? [] : (store.identities.find(id) ?? [])));
  return {
    owners: owners.toSorted((left, right) => left.createdMs - right.createdMs || left.pk - right.pk),
    unowned: logins.filter((_, index) => ids[index] === undefined),
  };
}

export function conflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', message);
}

export function loginsDoNotMatch(): AwsError {
  return notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  );
}

export function forbidden(identityId: string): AwsError {
  return notAuthorized(`Access to Identity '${identityId}' is forbidden.`);
}
