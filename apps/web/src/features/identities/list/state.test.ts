import { expect, it } from 'vitest';
import { formatIdentityList, parseIdentityList } from './state.ts';

it('comes back from the URL as it was written', () => {
  const state = { page: 3, hideDisabled: true, identityId: 'us-east-1:11111111-2222-3333-4444-555555555555' };
  expect(parseIdentityList(formatIdentityList(state))).toEqual(state);
});

it.each(['', 'page=0', 'page=x', 'page=1e9', 'hideDisabled=maybe'])('takes "%s" as not said', (text) => {
  const state = parseIdentityList(new URLSearchParams(text));
  expect(state).toEqual({ page: 1, hideDisabled: false, identityId: undefined });
  expect(formatIdentityList(state).toString()).toBe('');
});
