import { expect, it } from 'vitest';
import { roleOfName } from './arn.ts';

const plain = {
  Arn: 'arn:aws:iam::123456789012:role/ShopUser',
  RoleName: 'ShopUser',
  Path: '/',
  AssumeRolePolicyDocument: '{}',
};
const inPath = {
  Arn: 'arn:aws:iam::123456789012:role/apps/web/ShopGuest',
  RoleName: 'ShopGuest',
  Path: '/apps/web/',
  AssumeRolePolicyDocument: '{}',
};

it.each([
  ['ShopUser', plain],
  [' shopuser ', plain],
  ['role/ShopUser', plain],
  ['ShopGuest', inPath],
  ['apps/web/ShopGuest', inPath],
  ['role/apps/web/ShopGuest', inPath],
  ['Shop', undefined],
  ['web/ShopGuest', undefined],
  ['', undefined],
  ['arn:aws:iam::123456789012:role/ShopUser', undefined],
])('%j means the role of that name', (entered, role) => {
  expect(roleOfName([plain, inPath], entered)).toBe(role);
});
