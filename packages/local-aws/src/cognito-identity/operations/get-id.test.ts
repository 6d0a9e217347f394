import { expect, test } from 'vitest';

import { operationBed } from '../../testing/operation-bed.ts';
import { getId } from './get-id.ts';

test('each guest is new, with no, null or empty logins', () => {
  const bed = operationBed();
  const IdentityPoolId = bed.pool();
  const ids = [{}, { Logins: null }, { Logins: {} }, { AccountId: '999999999999' }].map(
    (members) => bed.run(getId, { IdentityPoolId, ...members })['IdentityId'],
  );
  expect(new Set(ids).size).toBe(4);
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
  [{ Logins: { a: 'token' } }, 'not built yet'],
])('refuses %j', (members, text) => {
  const bed = operationBed();
  expect(bed.refusal(getId, { IdentityPoolId: bed.pool(), ...members })).toContain(text);
});

test('guests need the pool’s leave', () => {
  const bed = operationBed();
  const IdentityPoolId = bed.pool({ AllowUnauthenticatedIdentities: false });
  expect(bed.refusal(getId, { IdentityPoolId })).toBe(
    'NotAuthorizedException: Unauthenticated access is not supported for this identity pool.',
  );
});
