import { defineOperation } from '../../../dispatch/operation.ts';
import { AwsError } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import { onPool } from '../../permissions.ts';
import { findPool } from '../../pools.ts';
import { identityPoolId, identityProviderName } from '../../shapes.ts';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetPrincipalTagAttributeMap.html */
export const getPrincipalTagAttributeMap = defineOperation({
  auth: 'signed',
  permission: onPool,
  input: structure({ IdentityPoolId: identityPoolId, IdentityProviderName: identityProviderName }, [
    'IdentityPoolId',
    'IdentityProviderName',
  ]),
  run(context, { IdentityPoolId, IdentityProviderName }) {
    const pool = findPool(context, IdentityPoolId);
    const map = context.store.principalTags.find(pool.pk, IdentityProviderName);
    if (map === undefined) {
      throw new AwsError(
        'ResourceNotFoundException',
        `No principal tag attribute map is set for provider '${IdentityProviderName}' of IdentityPool '${IdentityPoolId}'.`,
      );
    }
    return { IdentityPoolId, IdentityProviderName, ...map };
  },
});
