import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onTaggedResource } from '../../permissions.ts';
import { arnString, tagKeysList } from '../../shapes.ts';
import { poolOfArn } from '../../tags.ts';

/** Keys that the pool does not have are passed over. */
export const untagResource = defineOperation({
  auth: 'signed',
  permission: onTaggedResource,
  input: structure({ ResourceArn: arnString, TagKeys: tagKeysList }, ['ResourceArn', 'TagKeys']),
  run(context, { ResourceArn, TagKeys }) {
    const pool = poolOfArn(context, ResourceArn);
    const left = Object.entries(pool.tags).filter(([key]) => !TagKeys.includes(key));
    context.store.pools.setTags(pool.pk, Object.fromEntries(left));
    return {};
  },
});
