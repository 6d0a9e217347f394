import { structure } from '../../../protocol/shape.ts';
import { findIdentity, identityDescription } from '../../identities/identity.ts';
import { defineOperation } from '../../../dispatch/operation.ts';
import { onIdentity } from '../../permissions.ts';
import { identityId } from '../../shapes.ts';

export const describeIdentity = defineOperation({
  auth: 'signed',
  permission: onIdentity,
  input: structure({ IdentityId: identityId }, ['IdentityId']),
  run(context, { IdentityId }) {
    return identityDescription(findIdentity(context, IdentityId));
  },
});
