import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { describeIdentityPool } from './describe-identity-pool.ts';

test('answers what was set, and leaves out what was not', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ AllowClassicFlow: false, SamlProviderARNs: [] });
  expect(await bed.run(describeIdentityPool, { IdentityPoolId })).toEqual({
    IdentityPoolId,
    IdentityPoolName: 'pool',
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: false,
    IdentityPoolTags: {},
  });
});

test.each([
  ['us-east-1:0', "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
  ['no colon', 'Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+'],
  [`us-east-1:${'0'.repeat(46)}`, 'Member must have length less than or equal to 55'],
  [undefined, "Value null at 'identityPoolId' failed to satisfy constraint: Member must not be null"],
])('refuses %s', async (IdentityPoolId, text) => {
  expect(await operationBed().refusal(describeIdentityPool, { IdentityPoolId })).toContain(text);
});
