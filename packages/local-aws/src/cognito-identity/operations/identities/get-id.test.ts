import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { getId } from './get-id.ts';

test('each guest is new, with no, null or empty logins', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool();
  const inputs = [{}, { Logins: null }, { Logins: {} }, { AccountId: '999999999999' }];
  const answers = await Promise.all(inputs.map((members) => bed.run(getId, { IdentityPoolId, ...members })));
  expect(new Set(answers.map(({ IdentityId }) => IdentityId)).size).toBe(4);
});

test.each([
  [{ IdentityPoolId: 'no-colon' }, '[\\w-]+:[0-9a-f-]+'],
  [{ IdentityPoolId: 'us-east-1:0' }, "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
  [
    { AccountId: '12a' },
    "at 'accountId' failed to satisfy constraint: Member must satisfy regular expression pattern: \\d+",
  ],
  [
    { Logins: { a: '' } },
    "Value '{a=}' at 'logins' failed to satisfy constraint: Map value must satisfy constraint: [",
  ],
  [{ Logins: { a: 'token' } }, 'Invalid login token. Not a valid OpenId Connect identity token.'],
])('refuses %j', async (members, text) => {
  const bed = operationBed();
  expect(await bed.refusal(getId, { IdentityPoolId: await bed.pool(), ...members })).toContain(text);
});

test('guests need the pool’s leave', async () => {
  const bed = operationBed();
  const IdentityPoolId = await bed.pool({ AllowUnauthenticatedIdentities: false });
  expect(await bed.refusal(getId, { IdentityPoolId })).toBe(
    'NotAuthorizedException: Unauthenticated access is not supported for this identity pool.',
  );
});
