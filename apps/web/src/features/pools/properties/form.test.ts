import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { changesOf, propertiesOf } from './form.ts';

const { AllowClassicFlow: _, ...notSet } = examplePool();

it('shows a classic flow that is not set as that, and does not set it by itself', () => {
  expect(propertiesOf(notSet).AllowClassicFlow).toBe('notSet');
  expect(changesOf(notSet, propertiesOf(notSet))).toEqual({});
});

it('asks only for what differs', () => {
  const pool = examplePool();
  expect(changesOf(pool, { ...propertiesOf(pool), IdentityPoolName: 'New', AllowClassicFlow: 'allowed' })).toEqual({
    IdentityPoolName: 'New',
    AllowClassicFlow: true,
  });
});

it('never asks for a classic flow that is not set any more, which AWS has no call for', () => {
  const pool = examplePool();
  expect(changesOf(pool, { ...propertiesOf(pool), AllowClassicFlow: 'notSet' }).AllowClassicFlow).toBeUndefined();
});
