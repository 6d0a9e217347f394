import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { changesOf, propertiesOf } from './form.ts';

const { AllowClassicFlow: _, ...notSet } = examplePool();

it('shows a classic flow that is not set as allowed, and does not set it by itself', () => {
  expect(propertiesOf(notSet).AllowClassicFlow).toBe(true);
  expect(changesOf(notSet, propertiesOf(notSet))).toEqual({});
});

it('asks only for what differs', () => {
  const pool = examplePool();
  expect(changesOf(pool, { ...propertiesOf(pool), IdentityPoolName: 'New', AllowClassicFlow: true })).toEqual({
    IdentityPoolName: 'New',
    AllowClassicFlow: true,
  });
});
