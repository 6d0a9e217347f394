import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { deleteIdentityPool } from './delete-identity-pool.ts';
import { describeIdentity } from '../identities/describe-identity.ts';
import { getId } from '../identities/get-id.ts';

test('takes its identities with it, and is gone the second time', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool();
  const { IdentityId } = await bed.run(getId, { IdentityPoolId });
  await bed.run(deleteIdentityPool, { IdentityPoolId });
  expect(await bed.refusal(describeIdentity, { IdentityId })).toBe(
    `ResourceNotFoundException: Identity '${String(IdentityId)}' not found.`,
  );
  expect(await bed.refusal(deleteIdentityPool, { IdentityPoolId })).toBe(
    `ResourceNotFoundException: IdentityPool '${IdentityPoolId}' not found.`,
  );
});
