import { structure } from '../protocol/shape.ts';
import type { QueryContext } from '../dispatch/query-service.ts';
import { pageMembers } from './pages.ts';
import { readInput } from './parameters.ts';
import { findRole } from './roles.ts';
import { roleName, tagKeyList, tagList } from './shapes.ts';
import { tagPage, withoutTags, withTags } from './tags.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export function tagRole(context: QueryContext, parameters: URLSearchParams): undefined {
  const input = readInput(structure({ RoleName: roleName, Tags: tagList }, ['RoleName', 'Tags']), parameters);
  const role = findRole(context, input.RoleName);
  context.store.iamRoles.update({ ...role, Tags: withTags(role.Tags, input.Tags, 'ignored') });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export function untagRole(context: QueryContext, parameters: URLSearchParams): undefined {
  const input = readInput(structure({ RoleName: roleName, TagKeys: tagKeyList }, ['RoleName', 'TagKeys']), parameters);
  const role = findRole(context, input.RoleName);
  context.store.iamRoles.update({ ...role, Tags: withoutTags(role.Tags, input.TagKeys, 'ignored') });
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export function listRoleTags(context: QueryContext, parameters: URLSearchParams): object {
  const input = readInput(structure({ RoleName: roleName, ...pageMembers }, ['RoleName']), parameters);
  return tagPage(findRole(context, input.RoleName).Tags, input);
}
