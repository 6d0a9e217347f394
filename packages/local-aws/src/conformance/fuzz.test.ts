import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { operations } from '../cognito-identity/operations/index.ts';
import { type Aws, isRemote, startAws } from './setup.ts';

let aws: Aws;
let IdentityPoolId: string;
beforeAll(async () => {
  aws = await startAws();
  ({ IdentityPoolId } = await aws.createPool());
});
afterAll(() => aws.close());

async function state(): Promise<string> {
  const roles = await aws.raw('GetIdentityPoolRoles', { IdentityPoolId });
  const pool = await aws.raw('DescribeIdentityPool', { IdentityPoolId });
  const pools = await aws.raw('ListIdentityPools', { MaxResults: 60 });
  return [roles, pool, pools].map(({ text }) => text).join('\n');
}

const members = ['IdentityPoolId', 'IdentityId', 'Logins', 'MaxResults', 'Roles', 'RoleMappings', 'Tags', '__proto__'];
// Every input lacks or spoils a required member, because no JSON value here is a legal one for all of them.
const badInput = fc.dictionary(
  fc.constantFrom(...members, 'ResourceArn', 'IdentityPoolName', 'NextToken', 'IdentityIdsToDelete'),
  fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.constant('us-east-1:0'), fc.constant('a'.repeat(3000))),
);

test.skipIf(isRemote)('random inputs never give a 5xx or change the store', async () => {
  const before = await state();
  const operation = fc.constantFrom(...Object.keys(operations));
  await fc.assert(
    fc.asyncProperty(operation, badInput, async (name, input) => {
      const answer = await aws.raw(name, input);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 400 },
  );
  expect(await state()).toBe(before);
});

test.skipIf(isRemote)('random bodies and targets never give a 5xx or change the store', async () => {
  const before = await state();
  const body = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('{"a":'));
  const contentType = fc.constantFrom('application/x-amz-json-1.1', 'application/x-www-form-urlencoded', 'text/plain');
  const target = fc.oneof(fc.stringMatching(/^[!-~]{1,40}$/), fc.constant('AWSCognitoIdentityService.GetId'));
  await fc.assert(
    fc.asyncProperty(body, contentType, target, fc.boolean(), async (text, type, name, isSigned) => {
      const answer = await aws.raw('', text, {
        headers: { 'content-type': type },
        target: name,
        ...(isSigned ? {} : { credentials: 'none' as const }),
      });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
  expect(await state()).toBe(before);
});
