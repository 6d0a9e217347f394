import { expect, it } from 'vitest';

import { examplePool } from '../pool/fixture.ts';
import { visibleClaims } from './claims.ts';
import { poolProviders } from './provider-keys.ts';

it.each([
  ['accounts.google.com', ['sub', 'email', 'user_id']],
  ['graph.facebook.com', ['sub']],
  ['www.amazon.com', ['sub', 'user_id']],
])('of the users of %s AWS sees %j', (key, names) => {
  const [provider] = poolProviders(
    examplePool({ CognitoIdentityProviders: [], SupportedLoginProviders: { [key]: '' } }),
  );
  if (provider === undefined) throw new Error('The pool has no provider.');
  expect(Object.keys(visibleClaims({ sub: '1', email: 'a@example.com', user_id: '2' }, provider))).toEqual(names);
});
