import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { operations } from '../cognito-identity/operations/index.ts';
import { type LocalAws, startLocalAws } from '../server.ts';
import { rawCall } from '../testing/raw-call.ts';

let service: LocalAws;
let poolId: string;
beforeAll(async () => {
  service = await startLocalAws();
  const { json } = await rawCall(service.url, 'CreateIdentityPool', {
    IdentityPoolName: 'fuzz',
    AllowUnauthenticatedIdentities: false,
  });
  poolId = (json as { IdentityPoolId: string }).IdentityPoolId;
});
afterAll(() => service.close());

async function state(): Promise<string> {
  const roles = await rawCall(service.url, 'GetIdentityPoolRoles', { IdentityPoolId: poolId });
  const pool = await rawCall(service.url, 'DescribeIdentityPool', { IdentityPoolId: poolId });
  const pools = await rawCall(service.url, 'ListIdentityPools', { MaxResults: 60 });
  return [roles, pool, pools].map(({ text }) => text).join('\n');
}

const members = ['IdentityPoolId', 'IdentityId', 'Logins', 'MaxResults', 'Roles', 'RoleMappings', 'Tags', '__proto__'];
// Every input lacks or spoils a required member, because no JSON value here is a legal one for all of them.
const badInput = fc.dictionary(
  fc.constantFrom(...members, 'ResourceArn', 'IdentityPoolName', 'NextToken', 'IdentityIdsToDelete'),
  fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constant('us-east-1:0'), fc.constant('a'.repeat(3000))),
);

test('random inputs never give a 5xx or change the store', async () => {
  const before = await state();
  const operation = fc.constantFrom(...Object.keys(operations));
  await fc.assert(
    fc.asyncProperty(operation, badInput, async (name, input) => {
      const answer = await rawCall(service.url, name, input);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
  expect(await state()).toBe(before);
});

test('random bodies and targets never give a 5xx or change the store', async () => {
  const before = await state();
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('{"a":'));
  const contentType = fc.constantFrom('application/x-amz-json-1.1', 'application/x-www-form-urlencoded', 'text/plain');
  const target = fc.oneof(fc.stringMatching(/^[!-~]{1,40}$/), fc.constant('AWSCognitoIdentityService.GetId'));
  await fc.assert(
    fc.asyncProperty(body, contentType, target, fc.boolean(), async (text, type, name, isSigned) => {
      const answer = await rawCall(service.url, '', text, { contentType: type, target: name, isSigned });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(await state()).toBe(before);
});
