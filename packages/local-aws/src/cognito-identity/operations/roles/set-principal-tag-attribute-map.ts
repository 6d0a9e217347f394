import { defineOperation } from '../../../dispatch/operation.ts';
import { boolean, structure } from '../../../protocol/shape.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { identityPoolId, identityProviderName, principalTags } from '../../shapes.ts';

/**
 * Replaces the map of one provider. With `UseDefaults` the map that is sent has no effect, and is answered as it was sent.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetPrincipalTagAttributeMap.html
 */
export const setPrincipalTagAttributeMap = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure(
    {
      IdentityPoolId: identityPoolId,
      IdentityProviderName: identityProviderName,
      UseDefaults: boolean,
      PrincipalTags: principalTags,
    },
    ['IdentityPoolId', 'IdentityProviderName'],
  ),
  run(context, { IdentityPoolId, IdentityProviderName, UseDefaults = false, PrincipalTags: given }) {
    const PrincipalTags = given ?? {};
    const pool = findPool(context, IdentityPoolId);
    context.store.principalTags.set(pool.pk, IdentityProviderName, { UseDefaults, PrincipalTags });
    return { IdentityPoolId, IdentityProviderName, UseDefaults, PrincipalTags };
  },
});
