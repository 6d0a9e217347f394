import { structure } from '../../protocol/shape.ts';
import { defineOperation } from '../../operation.ts';
import { onIdentities } from '../permissions.ts';
import { identityIdList } from '../shapes.ts';

/** Ids may be of several pools of the region; those that do not exist count as done. */
export const deleteIdentities = defineOperation({
  auth: 'signed',
  permission: onIdentities,
  input: structure({ IdentityIdsToDelete: identityIdList }, ['IdentityIdsToDelete']),
  run(context, { IdentityIdsToDelete }) {
    const { unprocessed } = context;
    if (unprocessed !== undefined) {
      return {
        UnprocessedIdentityIds: IdentityIdsToDelete.map((IdentityId) => ({ IdentityId, ErrorCode: unprocessed })),
      };
    }
    context.store.identities.removeMany(IdentityIdsToDelete.filter((id) => id.startsWith(`${context.region}:`)));
    return { UnprocessedIdentityIds: [] };
  },
});
