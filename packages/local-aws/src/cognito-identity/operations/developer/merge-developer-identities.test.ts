import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { describeIdentity } from '../identities/describe-identity.ts';
import { getOpenIdTokenForDeveloperIdentity } from './get-open-id-token-for-developer-identity.ts';
import { lookupDeveloperIdentity } from './lookup-developer-identity.ts';
import { mergeDeveloperIdentities } from './merge-developer-identities.ts';

async function bedWithUsers() {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ DeveloperProviderName: 'backend' });
  const idOf = async (backend: string) => {
    const { IdentityId } = await bed.run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId, Logins: { backend } });
    return String(IdentityId);
  };
  const input = (SourceUserIdentifier: string, DestinationUserIdentifier: string, members: object = {}) => ({
    SourceUserIdentifier,
    DestinationUserIdentifier,
    DeveloperProviderName: 'backend',
    IdentityPoolId,
    ...members,
  });
  return { bed, IdentityPoolId, idOf, input };
}

test('the destination keeps its id though it is younger, and both are modified now', async () => {
  const { bed, IdentityPoolId, idOf, input } = await bedWithUsers();
  const [source, destination] = [await idOf('old'), await idOf('new')];
  bed.now += 5000;
  expect(await bed.run(mergeDeveloperIdentities, input('old', 'new'))).toEqual({ IdentityId: destination });
  expect([await idOf('old'), await idOf('new')]).toEqual([destination, destination]);
  for (const IdentityId of [source, destination]) {
    const { LastModifiedDate } = await bed.run(describeIdentity, { IdentityId });
    expect(LastModifiedDate).toBe(bed.now / 1000);
  }
  const { DeveloperUserIdentifierList } = await bed.run(lookupDeveloperIdentity, {
    IdentityPoolId,
    IdentityId: destination,
  });
  expect(DeveloperUserIdentifierList).toEqual(['old', 'new']);
});

test('a second time, and with one user twice, there is nothing to do', async () => {
  const { bed, idOf, input } = await bedWithUsers();
  const [, IdentityId] = [await idOf('a'), await idOf('b')];
  await bed.run(mergeDeveloperIdentities, input('a', 'b'));
  bed.now += 5000;
  for (const pair of [input('a', 'b'), input('b', 'a'), input('a', 'a')]) {
    expect(await bed.run(mergeDeveloperIdentities, pair)).toEqual({ IdentityId });
  }
  expect((await bed.run(describeIdentity, { IdentityId }))['LastModifiedDate']).toBe((bed.now - 5000) / 1000);
});

test('merges go on from identity to identity', async () => {
  const { bed, idOf, input } = await bedWithUsers();
  const ids = [await idOf('a'), await idOf('b'), await idOf('c')];
  await bed.run(mergeDeveloperIdentities, input('a', 'b'));
  await bed.run(mergeDeveloperIdentities, input('a', 'c'));
  expect([await idOf('a'), await idOf('b'), await idOf('c')]).toEqual([ids[2], ids[2], ids[2]]);
});

test.each([
  ['nobody', 'a', {}, 'ResourceNotFoundException: '],
  ['a', 'nobody', {}, 'ResourceNotFoundException: '],
  ['a', 'A', {}, 'ResourceNotFoundException: '],
  [
    'a',
    'a',
    { DeveloperProviderName: 'Backend' },
    'InvalidParameterException: This identity pool does not support the specified developer provider',
  ],
  ['a', 'a', { IdentityPoolId: 'us-east-1:0' }, "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
  ['a', '', {}, "Value '' at 'destinationUserIdentifier' failed to satisfy constraint"],
])('refuses to merge %s into %s %j', async (source, destination, members, text) => {
  const { bed, idOf, input } = await bedWithUsers();
  await idOf('a');
  expect(await bed.refusal(mergeDeveloperIdentities, input(source, destination, members))).toContain(text);
});

test('a pool without a developer provider has nothing to merge', async () => {
  const { bed, input } = await bedWithUsers();
  expect(await bed.refusal(mergeDeveloperIdentities, input('a', 'b', { IdentityPoolId: await bed.pool() }))).toContain(
    'This identity pool does not support the specified developer provider',
  );
});
