import { randomUUID } from 'node:crypto';

import { limitExceeded } from '../../../protocol/errors.ts';
import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { newTags, onAnything } from '../../permissions.ts';
import { normaliseSettings, poolAnswer } from '../../pools.ts';
import { poolMembers, tagsShape } from '../../shapes.ts';
import { checkTags } from '../../tags.ts';

/** https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const maxPools = 1000;

/** Not idempotent, and names are not unique: the same input twice makes two pools. */
export const createIdentityPool = defineOperation({
  auth: 'signed',
  permission: onAnything,
  alsoNeeds: newTags,
  input: structure({ ...poolMembers, IdentityPoolTags: tagsShape }, [
    'IdentityPoolName',
    'AllowUnauthenticatedIdentities',
  ]),
  run(context, input) {
    const tags = input.IdentityPoolTags ?? {};
    const settings = normaliseSettings(input, context.account);
    checkTags(tags);
    if (context.store.pools.count(context.region) >= maxPools) {
      throw limitExceeded(`The account has reached its limit of ${maxPools} identity pools in this region.`);
    }
    const id = `${context.region}:${randomUUID()}`;
    context.store.pools.insert(id, context.region, settings, tags);
    return poolAnswer(id, settings, tags);
  },
});
