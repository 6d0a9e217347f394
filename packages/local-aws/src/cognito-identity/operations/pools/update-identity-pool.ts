import { invalidParameter } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { changedTags, onPool } from '../../permissions.ts';
import { findPool, normaliseSettings, poolAnswer } from '../../pools.ts';
import { identityPoolId, poolMembers, tagsShape } from '../../shapes.ts';
import { checkTags } from '../../tags.ts';

/**
 * Replaces the whole pool: a member that is left out goes back to its default. Only these survive being left out: the developer provider name,
 * which can never change once it is set, the tags, and AllowClassicFlow, as it was seen: go-to-k/cdk-real-drift#402.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html
 */
export const updateIdentityPool = defineOperation({
  auth: 'signed',
  permission: onPool,
  alsoNeeds: changedTags,
  input: structure({ IdentityPoolId: identityPoolId, ...poolMembers, IdentityPoolTags: tagsShape }, [
    'IdentityPoolId',
    'IdentityPoolName',
    'AllowUnauthenticatedIdentities',
  ]),
  run(context, input) {
    const pool = findPool(context, input.IdentityPoolId);
    const developerName = pool.settings.DeveloperProviderName ?? input.DeveloperProviderName;
    if (input.DeveloperProviderName !== undefined && input.DeveloperProviderName !== developerName) {
      throw invalidParameter('The developer provider name cannot be changed.');
    }
    const given = normaliseSettings(input, context.account);
    const { AllowClassicFlow } = pool.settings;
    const settings = {
      ...(AllowClassicFlow === undefined ? {} : { AllowClassicFlow }),
      ...given,
      ...(developerName === undefined ? {} : { DeveloperProviderName: developerName }),
    };
    const tags = input.IdentityPoolTags ?? pool.tags;
    checkTags(tags);
    context.store.pools.update(pool.pk, settings, tags);
    return poolAnswer(pool.id, settings, tags);
  },
});
