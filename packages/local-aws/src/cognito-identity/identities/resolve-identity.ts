import { randomUUID } from 'node:crypto';

import { AwsError, notAuthorized } from '../../protocol/errors.ts';
import type { StoredIdentity } from '../store/identities.ts';
import type { LoginKey } from '../store/logins.ts';
import type { StoredPool } from '../store/pools.ts';
import type { OperationContext } from '../../dispatch/operation.ts';
import type { DeveloperToken } from '../logins/developer-token.ts';
import { forbidden, join, type Joining, loginsDoNotMatch, ownersOf } from './join-logins.ts';

// Each function below is one transaction: of two calls with the same new login, the second finds what the first has made.

/** A new guest, where the pool lets guests in. */
export function newGuest(context: OperationContext, pool: StoredPool): string {
  requireGuestAccess(pool);
  return newIdentity(joiningOf(context, pool)).id;
}

/** Refuses where the pool does not let guests in. */
function requireGuestAccess(pool: StoredPool): void {
  if (pool.settings.AllowUnauthenticatedIdentities) return;
  throw notAuthorized('Unauthenticated access is not supported for this identity pool.');
}

/**
 * The identity that these logins belong to: made when nobody owns any, the owners merged into the oldest when there are several. Logins that
 * nobody owns are linked.
 */
export function identityOfLogins(context: OperationContext, pool: StoredPool, logins: readonly LoginKey[]): string {
  const joining = joiningOf(context, pool);
  return context.store.transaction(() => {
    const { owners, unowned } = ownersOf(joining, logins);
    const [survivor = newIdentity(joining), ...others] = owners;
    join(joining, survivor, others, unowned);
    return survivor.id;
  });
}

/** The named identity used without logins: only a guest may be, and only where the pool lets guests in. */
export function useAsGuest(pool: StoredPool, identity: StoredIdentity): void {
  if (identity.isDisabled || identity.wasAuthenticated) throw forbidden(identity.id);
  requireGuestAccess(pool);
}

/**
 * Uses the named identity with logins and answers the id to go on with: that of the surviving identity after linking and merging.
 * `isProven`: the caller has shown by other means (a developer's token) that the identity is its own.
 */
export function useWithLogins(
  context: OperationContext,
  pool: StoredPool,
  named: StoredIdentity,
  logins: readonly LoginKey[],
  isProven = false,
): string {
  const joining = joiningOf(context, pool);
  return context.store.transaction(() => {
    const identity = parentOf(context, named);
    const { owners, unowned } = ownersOf(joining, logins);
    if (!identity.wasAuthenticated) {
      // A guest always loses: its id stays only while nobody owns the logins.
      const [survivor, ...others] = owners;
      if (survivor === undefined) join(joining, identity, [], unowned);
      else join(joining, survivor, [...others, identity], unowned);
      return survivor?.id ?? identity.id;
    }
    if (!isProven && !owners.some(({ id }) => id === identity.id)) throw loginsDoNotMatch();
    const others = owners.filter(({ id }) => id !== identity.id);
    join(joining, identity, others, unowned);
    return identity.id;
  });
}

/**
 * Gives the named identity a developer user and answers the id to go on with. `logins` begins with the developer user. An identity with public
 * logins is given to a new user only when one of them is presented too: else any backend could take over anybody's identity.
 */
export function linkDeveloperUser(
  context: OperationContext,
  pool: StoredPool,
  named: StoredIdentity,
  logins: readonly [LoginKey, ...LoginKey[]],
): string {
  const { store } = context;
  const identity = parentOf(context, named);
  const owner = store.logins.ownerOf(pool.pk, logins[0]);
  if (owner !== undefined && owner !== identity.id) {
    throw new AwsError(
      'DeveloperUserAlreadyRegisteredException',
      'The provided developer user identifier is already registered under a different identity ID.',
    );
  }
  if (identity.wasAuthenticated && identity.providers.length === 0) throw forbidden(identity.id);
  const isDevelopersAlone = identity.providers.every((provider) => provider === logins[0].provider);
  return useWithLogins(context, pool, identity, logins, isDevelopersAlone);
}

/**
 * Uses the named identity with a developer's token: both must be about one identity, be it after a merge, and the user must not have been unlinked
 * from it since.
 */
export function useDeveloperIdentity(
  context: OperationContext,
  pool: StoredPool,
  named: StoredIdentity,
  token: DeveloperToken,
  logins: readonly LoginKey[],
): string {
  const { store } = context;
  const ofToken = store.identities.find(token.identityId);
  const identity = parentOf(context, named);
  if (ofToken === undefined || parentOf(context, ofToken).pk !== identity.pk) throw loginsDoNotMatch();
  if (store.logins.ownerOf(pool.pk, token.user) !== identity.id) throw loginsDoNotMatch();
  return useWithLogins(context, pool, identity, logins, true);
}

/** Takes the links to these public providers away from an identity that at least one of the presented logins belongs to. */
export function unlinkLogins(
  context: OperationContext,
  pool: StoredPool,
  named: StoredIdentity,
  presented: readonly LoginKey[],
  providers: readonly string[],
): void {
  const { store, clock } = context;
  store.transaction(() => {
    const identity = parentOf(context, named);
    if (!presented.some((login) => store.logins.ownerOf(pool.pk, login) === identity.id)) throw loginsDoNotMatch();
    const removed = store.logins
      .of(identity.pk)
      .filter(({ provider }) => providers.includes(provider) && provider !== pool.settings.DeveloperProviderName);
    for (const login of removed) store.logins.unlink(identity.pk, login);
    if (removed.length > 0) store.identities.touch(identity.pk, clock.now(), true);
  });
}

/** A disabled identity stands for the one that took its logins over; without such a one it can't be used. */
function parentOf(context: OperationContext, identity: StoredIdentity): StoredIdentity {
  let current: StoredIdentity | undefined = identity;
  while (current?.isDisabled) {
    current = current.mergedInto === undefined ? undefined : context.store.identities.find(current.mergedInto);
  }
  if (current === undefined) throw forbidden(identity.id);
  return current;
}

export function joiningOf({ store, clock }: OperationContext, pool: StoredPool): Joining {
  return { store, pool, nowMs: clock.now() };
}

function newIdentity({ store, pool, nowMs }: Joining): StoredIdentity {
  const id = `${pool.id.slice(0, pool.id.indexOf(':'))}:${randomUUID()}`;
  const pk = store.identities.insert(pool.pk, id, nowMs);
  return {
    pk,
    id,
    poolPk: pool.pk,
    poolId: pool.id,
    createdMs: nowMs,
    modifiedMs: nowMs,
    isDisabled: false,
    mergedInto: undefined,
    wasAuthenticated: false,
    providers: [],
  };
}
