import { setImmediate } from 'node:timers/promises';

import { expect, it } from 'vitest';

import type { ScanPage } from '../aws/identities.ts';
import type { ScanProgress } from '../store/identity-index.ts';
import { PageWriter } from './page-writer.ts';

/** A writer whose writes end when the test says so. */
function bed() {
  const written: { ids: string[]; nextToken: string | undefined }[] = [];
  let pending = Promise.withResolvers<ScanProgress>();
  const writer = new PageWriter(({ identities, nextToken }) => {
    written.push({ ids: identities.map((item) => item.IdentityId), nextToken });
    pending = Promise.withResolvers();
    return pending.promise;
  });
  const done = async () => {
    pending.resolve({ pass: 'all', nextToken: undefined, listed: written.length, found: undefined, isComplete: false });
    await setImmediate();
  };
  const fail = async () => {
    pending.reject(new Error('The disk is full.'));
    await setImmediate();
  };
  return { writer, written, done, fail };
}

function page(nextToken: string | undefined, ...ids: string[]): ScanPage {
  return { identities: ids.map((IdentityId) => ({ IdentityId, Logins: [] })), nextToken };
}

it('writes the first page at once, and together what comes until that is done, with the last token', async () => {
  const { writer, written, done } = bed();
  await writer.add(page('1', 'a'));
  await writer.add(page('2', 'b'));
  await writer.add(page('3', 'c'));
  expect(written).toEqual([{ ids: ['a'], nextToken: '1' }]);
  await done();
  await writer.add(page(undefined, 'd'));
  expect(written.slice(1)).toEqual([{ ids: ['b', 'c', 'd'], nextToken: undefined }]);
});

it('writes what is left at its end, and answers where that leads', async () => {
  const { writer, written, done } = bed();
  await writer.add(page('1', 'a'));
  await writer.add(page('2', 'b'));
  const end = writer.end();
  await done();
  expect(written[1]).toEqual({ ids: ['b'], nextToken: '2' });
  await done();
  expect(await end).toMatchObject({ listed: 2 });
});

it('takes no page after a write has failed, and drops none silently', async () => {
  const { writer, written, fail } = bed();
  await writer.add(page('1', 'a'));
  await writer.add(page('2', 'b'));
  await fail();
  await expect(writer.add(page('3', 'c'))).rejects.toThrow('The disk is full.');
  await expect(writer.end()).rejects.toThrow('The disk is full.');
  expect(written).toHaveLength(1);
});

it('keeps who lists waiting while more is gathered than is good for the memory', async () => {
  const { writer, written, done } = bed();
  await writer.add(page('1', 'a'));
  const many = Array.from({ length: 6000 }, (_, index) => `many-${index}`);
  const adding = writer.add(page('2', ...many));
  await setImmediate();
  expect(await Promise.race([adding, Promise.resolve('waits')])).toBe('waits');
  await done();
  await adding;
  expect(written[1]?.ids).toHaveLength(6000);
});
