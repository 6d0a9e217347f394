import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { describeIdentityPool } from './describe-identity-pool.ts';
import { updateIdentityPool } from './update-identity-pool.ts';

const everything = {
  AllowClassicFlow: true,
  DeveloperProviderName: 'login.example',
  SupportedLoginProviders: { 'graph.facebook.com': '1' },
  OpenIdConnectProviderARNs: ['arn:aws:iam::999999999999:oidc-provider/id.example'],
  IdentityPoolTags: { team: 'blue' },
};
const minimal = { IdentityPoolName: 'renamed', AllowUnauthenticatedIdentities: false };

test('replaces everything but the classic flow, the developer provider name and the tags', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool(everything);
  const expected = {
    IdentityPoolId,
    ...minimal,
    AllowClassicFlow: true,
    DeveloperProviderName: 'login.example',
    IdentityPoolTags: { team: 'blue' },
  };
  expect(await bed.run(updateIdentityPool, { IdentityPoolId, ...minimal })).toEqual(expected);
  expect(await bed.run(describeIdentityPool, { IdentityPoolId })).toEqual(expected);
});

test('given tags replace the tags, an empty map takes them all away', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool(everything);
  const IdentityPoolTags = {};
  expect(await bed.run(updateIdentityPool, { IdentityPoolId, ...minimal, IdentityPoolTags })).toMatchObject({
    IdentityPoolTags,
  });
});

test('the developer provider name is set once', async () => {
  const bed = operationBed();
  const input = { IdentityPoolId: await bed.pool(), ...minimal, DeveloperProviderName: 'first' };
  expect(await bed.run(updateIdentityPool, input)).toMatchObject({ DeveloperProviderName: 'first' });
  expect(await bed.run(updateIdentityPool, input)).toMatchObject({ DeveloperProviderName: 'first' });
  expect(await bed.refusal(updateIdentityPool, { ...input, DeveloperProviderName: 'second' })).toContain(
    'InvalidParameterException',
  );
});

test('a pool of another region does not exist', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool();
  bed.region = 'eu-west-1';
  expect(await bed.refusal(updateIdentityPool, { IdentityPoolId, ...minimal })).toBe(
    `ResourceNotFoundException: IdentityPool '${IdentityPoolId}' not found.`,
  );
});
