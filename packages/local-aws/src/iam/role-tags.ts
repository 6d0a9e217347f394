import { structure } from '../protocol/shape.ts';
import { defineOperation } from '../dispatch/operation.ts';
import { onRole } from './permissions.ts';
import { pageMembers } from './pages.ts';
import { findRole } from './roles.ts';
import { roleName, tagKeyList, tagList } from './shapes.ts';
import { tagPage, withoutTags, withTags } from './tags.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, Tags: tagList }, ['RoleName', 'Tags']),
  run(context, input) {
    const role = findRole(context, input.RoleName);
    context.store.iamRoles.update({ ...role, Tags: withTags(role.Tags, input.Tags, 'ignored') });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, TagKeys: tagKeyList }, ['RoleName', 'TagKeys']),
  run(context, input) {
    const role = findRole(context, input.RoleName);
    context.store.iamRoles.update({ ...role, Tags: withoutTags(role.Tags, input.TagKeys, 'ignored') });
    return undefined;
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = defineOperation({
  auth: 'signed',
  permission: onRole,
  input: structure({ RoleName: roleName, ...pageMembers }, ['RoleName']),
  run(context, input) {
    return tagPage(findRole(context, input.RoleName).Tags, input);
  },
});
