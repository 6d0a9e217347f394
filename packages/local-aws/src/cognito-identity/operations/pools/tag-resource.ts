import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onTaggedResource } from '../../permissions.ts';
import { arnString, tagsShape } from '../../shapes.ts';
import { checkTags, poolOfArn } from '../../tags.ts';

/** Adds tags or replaces their values; other tags stay. */
export const tagResource = defineOperation({
  auth: 'signed',
  permission: onTaggedResource,
  input: structure({ ResourceArn: arnString, Tags: tagsShape }, ['ResourceArn', 'Tags']),
  run(context, { ResourceArn, Tags }) {
    const pool = poolOfArn(context, ResourceArn);
    const tags = Object.fromEntries([...Object.entries(pool.tags), ...Object.entries(Tags)]);
    checkTags(tags);
    context.store.pools.setTags(pool.pk, tags);
    return {};
  },
});
