import { defineOperation } from '../../../dispatch/operation.ts';
import { identityNotFound } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import { developerProvider, findDeveloperUser } from '../../developer-users.ts';
import { findIdentity } from '../../identities/identity.ts';
import { conflict } from '../../identities/join-logins.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { developerProviderName, developerUserIdentifier, identityId, identityPoolId } from '../../shapes.ts';

/**
 * Takes one developer user away from an identity; the user gets a new identity next time.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UnlinkDeveloperIdentity.html
 */
export const unlinkDeveloperIdentity = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure(
    {
      IdentityId: identityId,
      IdentityPoolId: identityPoolId,
      DeveloperProviderName: developerProviderName,
      DeveloperUserIdentifier: developerUserIdentifier,
    },
    ['IdentityId', 'IdentityPoolId', 'DeveloperProviderName', 'DeveloperUserIdentifier'],
  ),
  run(context, { IdentityId, IdentityPoolId, DeveloperProviderName, DeveloperUserIdentifier }) {
    const { store, clock } = context;
    const pool = findPool(context, IdentityPoolId);
    const identity = findIdentity(context, IdentityId);
    if (identity.poolPk !== pool.pk) throw identityNotFound(IdentityId);
    const provider = developerProvider(pool, DeveloperProviderName);
    store.transaction(() => {
      const owner = findDeveloperUser(context, pool, DeveloperUserIdentifier);
      if (owner.pk !== identity.pk) throw conflict('The developer user identifier belongs to another identity.');
      store.logins.unlink(identity.pk, { provider, subject: DeveloperUserIdentifier });
      store.identities.touch(identity.pk, clock.now(), true);
    });
    return undefined;
  },
});
