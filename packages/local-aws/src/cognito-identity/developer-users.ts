import { AwsError, invalidParameter } from '../protocol/errors.ts';
import type { OperationContext } from '../dispatch/operation.ts';
import type { StoredIdentity } from './store/identities.ts';
import type { StoredPool } from './store/pools.ts';

/** The pool's developer provider, which `name` must be when it is given. */
export function developerProvider(pool: StoredPool, name?: string): string {
  const provider = pool.settings.DeveloperProviderName;
  if (provider === undefined || (name !== undefined && name !== provider)) throw unsupportedDeveloperProvider();
  return provider;
}

export function unsupportedDeveloperProvider(): AwsError {
  return invalidParameter('This identity pool does not support the specified developer provider');
}

/** The identity of a developer user, or ResourceNotFoundException. */
export function findDeveloperUser(
  { store }: OperationContext,
  pool: StoredPool,
  userIdentifier: string,
): StoredIdentity {
  const provider = pool.settings.DeveloperProviderName;
  const id = provider === undefined ? undefined : store.logins.ownerOf(pool.pk, { provider, subject: userIdentifier });
  const identity = id === undefined ? undefined : store.identities.find(id);
  if (identity === undefined) {
    throw new AwsError('ResourceNotFoundException', `Developer user identifier '${userIdentifier}' not found.`);
  }
  return identity;
}
