import { connectionId } from '@lifeguard/shared/aws/ids';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  type AccountMemory,
  createConnectionIds,
  isOlderProfileId,
  type KnownAccount,
  profileId,
} from './connection-ids.ts';

/** Keeps in a list, as the next start would read it. */
function memoryOf(kept: KnownAccount[] = []): AccountMemory & { readonly kept: KnownAccount[] } {
  return {
    kept,
    all: async () => [...kept],
    async keep(known) {
      const at = kept.findIndex(({ id }) => id === known.id);
      if (at >= 0) kept.splice(at, 1);
      kept.push(known);
      return true;
    },
  };
}

const acme = { base: 'profile-acme~eu-west-1', target: 'acme in eu-west-1' };
const first = '111111111111';
const second = '222222222222';

it.each([
  ['acme', 'eu-west-1', 'profile-acme~eu-west-1'],
  ['acme.prod', 'us-gov-west-1', 'profile-acme.prod~us-gov-west-1'],
  ['acme-prod', 'us-gov-west-1', 'profile-acme-prod~us-gov-west-1'],
  ['two words', 'eu-west-1', expect.stringMatching(/^profile-two-words~[0-9a-f]{12}~eu-west-1$/)],
])('the id of %s in %s can be read', (profile, region, id) => {
  expect(profileId(profile, region)).toEqual(id);
});

it('every profile and region has an id of its own, which an address can hold', () => {
  const text = fc.oneof(fc.string({ minLength: 1, unit: 'grapheme' }), fc.stringMatching(/^[ab.~+ -]{1,70}$/));
  const region = fc.constantFrom('eu-west-1', 'eu-west-2', 'us-gov-east-1');
  fc.assert(
    fc.property(fc.tuple(text, region), fc.tuple(text, region), (left, right) => {
      const isSame = left[0] === right[0] && left[1] === right[1];
      expect(profileId(...left) === profileId(...right)).toBe(isSame);
      expect(connectionId.safeParse(profileId(...left)).success).toBe(true);
    }),
  );
});

it('an id stands for the first account that was seen; another one has its own, and each comes back', async () => {
  const memory = memoryOf();
  const ids = createConnectionIds(memory);
  expect(ids.of(acme)).toEqual([{ id: acme.base }]);
  await ids.saw(acme, first);
  await ids.saw(acme, second);
  const firstEntry = expect.objectContaining({ id: acme.base, account: first });
  const secondEntry = expect.objectContaining({ id: `${acme.base}~${second}`, account: second });
  expect(ids.of(acme)).toEqual([firstEntry, secondEntry]);
  await ids.saw(acme, first);
  expect(ids.of(acme)).toEqual([secondEntry, firstEntry]);
  const next = createConnectionIds(memory);
  await next.learn();
  expect(next.of(acme)).toEqual([secondEntry, firstEntry]);
});

it('what leads elsewhere never has an id that was used, even if it is configured under the same', async () => {
  const memory = memoryOf();
  const before = { base: 'prod', target: 'a role in eu-west-1' };
  await createConnectionIds(memory).saw(before, first);
  const now = { base: 'prod', target: 'another role in eu-west-1' };
  const ids = createConnectionIds(memory);
  await ids.learn();
  const [{ id } = { id: '' }] = ids.of(now);
  expect(id).toMatch(/^prod~[0-9a-f]{12}$/);
  await ids.saw(now, first);
  expect(ids.of(now)).toEqual([expect.objectContaining({ id, account: first })]);
  expect(ids.of(before)).toEqual([expect.objectContaining({ id: 'prod', account: first })]);
});

it.each([
  ['profile-acme-prod', 'acme.prod', true],
  ['profile-acme-prod', 'acme-prod', true],
  ['profile-acme-prod-2', 'acme-prod', true],
  ['profile-acme-prod-x', 'acme-prod', false],
  ['profile-acme', 'acme-prod', false],
])('%s may have been %s: %s', (id, profile, may) => {
  expect(isOlderProfileId(id, profile)).toBe(may);
});

it('consoles that share what is kept never give one id to two accounts, nor to two targets', async () => {
  const kept: KnownAccount[] = [];
  const memory: AccountMemory = {
    all: async () => [...kept],
    async keep(known) {
      const at = kept.findIndex(({ id }) => id === known.id);
      if (at >= 0 && (kept[at]?.account !== known.account || kept[at]?.target !== known.target)) return false;
      if (at >= 0) kept.splice(at, 1);
      kept.push(known);
      return true;
    },
  };
  const [one, other] = [createConnectionIds(memory), createConnectionIds(memory)];
  await Promise.all([one.learn(), other.learn()]);
  const moved = { base: acme.base, target: 'acme elsewhere' };
  for (const account of [first, second]) {
    await Promise.all([one.saw(acme, account), other.saw(acme, account === first ? second : first)]);
    await Promise.all([one.saw(moved, account), other.saw(moved, account === first ? second : first)]);
  }
  expect(kept).toHaveLength(4);
  expect(new Set(kept.map(({ id }) => id)).size).toBe(4);
  expect(kept.map(({ id }) => connectionId.safeParse(id).success)).not.toContain(false);
});
