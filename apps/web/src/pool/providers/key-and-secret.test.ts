import { expect, it } from 'vitest';
import { joinLoginValue, keyAndSecretProblem } from './key-and-secret.ts';

it.each([
  ['', '', 'value', /consumer key/],
  ['', 'secret', 'value', /consumer key/],
  ['key;secret', '', 'value', /its own field/],
  ['key', ' ', 'secret', /consumer secret/],
  ['k y', 'secret', 'value', /Only letters/],
  ['key', '<secret>', 'secret', /Only letters/],
  ['key', 'x'.repeat(125), 'secret', /127 characters together/],
])('finds what is wrong with %j and %j', (value, secret, part, words) => {
  expect(keyAndSecretProblem({ value, secret })).toEqual([part, expect.stringMatching(words)]);
});

it('joins what is right for AWS', () => {
  const typed = { value: ' key ', secret: ' secret ' };
  expect(keyAndSecretProblem(typed)).toBeUndefined();
  expect(joinLoginValue(typed)).toBe('key;secret');
  expect(joinLoginValue({ value: 'client', secret: '' })).toBe('client');
});
