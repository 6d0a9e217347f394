import { defineOperation } from '../../../dispatch/operation.ts';
import { structure } from '../../../protocol/shape.ts';
import { developerProvider, findDeveloperUser } from '../../developer-users.ts';
import { join } from '../../identities/join-logins.ts';
import { joiningOf } from '../../identities/resolve-identity.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { developerProviderName, developerUserIdentifier, identityPoolId } from '../../shapes.ts';

/**
 * Gives all logins of the source's identity to the destination's, and disables the source's.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_MergeDeveloperIdentities.html
 */
export const mergeDeveloperIdentities = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure(
    {
      SourceUserIdentifier: developerUserIdentifier,
      DestinationUserIdentifier: developerUserIdentifier,
      DeveloperProviderName: developerProviderName,
      IdentityPoolId: identityPoolId,
    },
    ['SourceUserIdentifier', 'DestinationUserIdentifier', 'DeveloperProviderName', 'IdentityPoolId'],
  ),
  run(context, { SourceUserIdentifier, DestinationUserIdentifier, DeveloperProviderName, IdentityPoolId }) {
    const pool = findPool(context, IdentityPoolId);
    developerProvider(pool, DeveloperProviderName);
    return context.store.transaction(() => {
      const source = findDeveloperUser(context, pool, SourceUserIdentifier);
      const destination = findDeveloperUser(context, pool, DestinationUserIdentifier);
      if (source.pk !== destination.pk) join(joiningOf(context, pool), destination, [source], []);
      return { IdentityId: destination.id };
    });
  },
});
