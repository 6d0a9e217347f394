import { checkTags } from '../../cognito-identity/tags.ts';
import { invalidParameter, limitExceeded } from '../../protocol/errors.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { newUserPoolId } from '../ids.ts';
import { onNewUserPool } from '../permissions.ts';
import { checkSchema } from '../schema-attributes.ts';
import { createUserPoolInput } from '../user-pool-shapes.ts';
import { newUserPool, userPoolAnswer } from '../user-pools.ts';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
const maxPools = 1000;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
export const createUserPool = defineOperation({
  auth: 'signed',
  permission: onNewUserPool,
  input: createUserPoolInput,
  run({ account, clock, region, store }, input) {
    if (input.AliasAttributes?.length && input.UsernameAttributes?.length) {
      throw invalidParameter('Only one of the aliasAttributes or usernameAttributes can be set in a User Pool.');
    }
    checkSchema(input.Schema ?? []);
    checkTags(input.UserPoolTags ?? {});
    if (store.userPools.count(region) >= maxPools) {
      throw limitExceeded(`The account has reached its limit of ${maxPools} user pools in this region.`);
    }
    const id = newUserPoolId(region);
    const pool = newUserPool(input, clock.now());
    store.userPools.insert(id, region, pool);
    return { UserPool: userPoolAnswer(account, { id, pool }) };
  },
});
