import { expect, it } from 'vitest';

import { callWithoutSecrets, hasSecret, withoutSecret, withoutSecrets, withSecretsOf } from './login-secrets.ts';
import { diffPools } from '../pool/diff.ts';
import { examplePool } from '../pool/fixture.ts';
import { planUpdate } from '../pool/plan.ts';
import { enteredSupportedLoginProviders } from './providers.ts';

const twitter = (value: string) => examplePool({ SupportedLoginProviders: { 'api.twitter.com': value } });

it.each([
  ['client', 'client'],
  ['key;secret', 'key;<consumer secret, not shown>'],
  ['key;', 'key;'],
  ['', ''],
])('shows %s as %s', (value, shown) => {
  expect(withoutSecret(value)).toBe(shown);
});

it('shows no secret in differences and in calls, and says that only the secret changes', () => {
  const [before, after] = [twitter('key;old-secret'), twitter('key;new-secret')];
  const [difference] = diffPools(before, after);
  expect(difference).toMatchObject({
    before: 'key;<consumer secret, not shown>',
    after: 'key;<consumer secret, not shown> (changed)',
  });
  const [call] = planUpdate(before, after, 'arn');
  expect(JSON.stringify(call)).toContain('new-secret');
  expect(call && hasSecret(call)).toBe(true);
  expect(JSON.stringify(call && callWithoutSecrets(call))).not.toContain('secret"');
  expect(JSON.stringify(call && callWithoutSecrets(call))).not.toContain('new-secret');
});

it.each([
  ['the same secret', 'key;secret', 'key;secret', 'key;secret'],
  ['another secret of the same key', 'key;secret', 'key;newer', 'key;newer'],
  ['no secret', 'key', 'other', 'key'],
  ['another key', 'key;secret', 'other;secret', undefined],
])('keeps a document without secrets, and fills them in from a pool that has %s', (_name, before, now, filled) => {
  const kept = withoutSecrets(twitter(before));
  expect(JSON.stringify(kept)).not.toContain('secret"');
  expect(withSecretsOf(kept, twitter(now))).toEqual(filled === undefined ? undefined : twitter(filled));
});

it('uses a placeholder that AWS refuses, so that a copied command overwrites nothing', () => {
  expect(enteredSupportedLoginProviders.safeParse({ 'api.twitter.com': withoutSecret('key;secret') }).success).toBe(
    false,
  );
});
