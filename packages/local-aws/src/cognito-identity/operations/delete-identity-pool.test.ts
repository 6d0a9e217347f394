import { expect, test } from 'vitest';

import { operationBed } from '../../testing/operation-bed.ts';
import { deleteIdentityPool } from './delete-identity-pool.ts';
import { describeIdentity } from './describe-identity.ts';
import { getId } from './get-id.ts';

test('takes its identities with it, and is gone the second time', () => {
  const bed = operationBed();
  const IdentityPoolId = bed.pool();
  const { IdentityId } = bed.run(getId, { IdentityPoolId });
  bed.run(deleteIdentityPool, { IdentityPoolId });
  expect(bed.refusal(describeIdentity, { IdentityId })).toBe(
    `ResourceNotFoundException: Identity '${String(IdentityId)}' not found.`,
  );
  expect(bed.refusal(deleteIdentityPool, { IdentityPoolId })).toBe(
    `ResourceNotFoundException: IdentityPool '${IdentityPoolId}' not found.`,
  );
});
