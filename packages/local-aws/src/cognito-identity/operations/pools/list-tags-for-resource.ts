import { structure } from '../../../protocol/shape.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onTaggedResource } from '../../permissions.ts';
import { arnString } from '../../shapes.ts';
import { poolOfArn } from '../../tags.ts';

export const listTagsForResource = defineOperation({
  auth: 'signed',
  permission: onTaggedResource,
  input: structure({ ResourceArn: arnString }, ['ResourceArn']),
  run(context, { ResourceArn }) {
    return { Tags: poolOfArn(context, ResourceArn).tags };
  },
});
