import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { deleteIdentityPool } from '../pools/delete-identity-pool.ts';
import { getPrincipalTagAttributeMap } from './get-principal-tag-attribute-map.ts';
import { setPrincipalTagAttributeMap } from './set-principal-tag-attribute-map.ts';

const IdentityProviderName = 'accounts.google.com';

test('only what was set for this provider of this pool is found', async () => {
  const bed = operationBed();
  const [IdentityPoolId, other] = [await bed.pool(), await bed.pool()];
  const PrincipalTags = { team: 'custom:team' };
  await bed.run(setPrincipalTagAttributeMap, { IdentityPoolId, IdentityProviderName, PrincipalTags });
  for (const [poolId, name] of [
    [other, IdentityProviderName],
    [IdentityPoolId, 'graph.facebook.com'],
    [IdentityPoolId, 'Accounts.google.com'],
  ]) {
    const input = { IdentityPoolId: poolId, IdentityProviderName: name };
    expect(await bed.refusal(getPrincipalTagAttributeMap, input)).toBe(
      `ResourceNotFoundException: No principal tag attribute map is set for provider '${name}' of IdentityPool '${poolId}'.`,
    );
  }
});

test('a pool that is gone, or of another region, has no map', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool();
  const input = { IdentityPoolId, IdentityProviderName };
  await bed.run(setPrincipalTagAttributeMap, input);
  const notFound = `ResourceNotFoundException: IdentityPool '${IdentityPoolId}' not found.`;
  bed.region = 'eu-west-1';
  expect(await bed.refusal(getPrincipalTagAttributeMap, input)).toBe(notFound);
  bed.region = 'us-east-1';
  await bed.run(deleteIdentityPool, { IdentityPoolId });
  expect(await bed.refusal(getPrincipalTagAttributeMap, input)).toBe(notFound);
});
