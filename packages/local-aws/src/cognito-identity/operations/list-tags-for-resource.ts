import { structure } from '../../protocol/shape.ts';
import { defineOperation } from '../../operation.ts';
import { onTaggedResource } from '../permissions.ts';
import { resourceArn } from '../shapes.ts';
import { poolOfArn } from '../tags.ts';

export const listTagsForResource = defineOperation({
  auth: 'signed',
  permission: onTaggedResource,
  input: structure({ ResourceArn: resourceArn }, ['ResourceArn']),
  run(context, { ResourceArn }) {
    return { Tags: poolOfArn(context, ResourceArn).tags };
  },
});
