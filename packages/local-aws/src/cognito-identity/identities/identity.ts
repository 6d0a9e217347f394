import { identityNotFound } from '../../protocol/errors.ts';
import type { StoredIdentity } from '../store/identities.ts';
import type { OperationContext } from '../../dispatch/operation.ts';

/** The identity of that id, or ResourceNotFoundException; one of another region does not exist here. */
export function findIdentity(context: OperationContext, identityId: string): StoredIdentity {
  const identity = identityId.startsWith(`${context.region}:`) ? context.store.identities.find(identityId) : undefined;
  if (identity === undefined) throw identityNotFound(identityId);
  return identity;
}

/** An IdentityDescription: names of providers only, and none at all for a guest. Times are seconds with milliseconds. */
export function identityDescription(identity: StoredIdentity): object {
  return {
    IdentityId: identity.id,
    ...(identity.providers.length === 0 ? {} : { Logins: identity.providers }),
    CreationDate: identity.createdMs / 1000,
    LastModifiedDate: identity.modifiedMs / 1000,
  };
}
