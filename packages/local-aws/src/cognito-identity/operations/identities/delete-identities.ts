import { structure } from '../../../protocol/shape.ts';
import { authorize } from '../../../auth/authorization.ts';
import { isUnprocessed } from '../../../dispatch/faults.ts';
import { defineOperation, type OperationContext } from '../../../dispatch/operation.ts';
import { identityPermission, onIdentities } from '../../permissions.ts';
import { identityIdList } from '../../shapes.ts';

/** Ids may be of several pools of the region; those that do not exist count as done. */
export const deleteIdentities = defineOperation({
  auth: 'signed',
  permission: onIdentities,
  input: structure({ IdentityIdsToDelete: identityIdList }, ['IdentityIdsToDelete']),
  run(context, { IdentityIdsToDelete }) {
    const { fault } = context;
    const left = new Set(
      fault?.unprocessed === undefined ? [] : IdentityIdsToDelete.filter((_, index) => isUnprocessed(fault, index)),
    );
    const ids = IdentityIdsToDelete.filter((id) => id.startsWith(`${context.region}:`) && !left.has(id));
    const denied = new Set(ids.filter((id) => !mayDelete(context, id)));
    context.store.identities.removeMany(ids.filter((id) => !denied.has(id)));
    return {
      UnprocessedIdentityIds: [
        ...[...left].map((IdentityId) => ({ IdentityId, ErrorCode: fault?.unprocessed })),
        ...[...denied].map((IdentityId) => ({ IdentityId, ErrorCode: 'AccessDenied' })),
      ],
    };
  },
});

/** A list may hold identities of several pools; the call itself was allowed for the first one's. */
function mayDelete(context: OperationContext, id: string): boolean {
  if (context.caller === undefined) return false;
  const action = 'cognito-identity:DeleteIdentities';
  return authorize(context, context.caller, action, () => identityPermission(context, id)) === undefined;
}
