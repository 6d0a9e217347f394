import { setImmediate } from 'node:timers/promises';

import { expect, it } from 'vitest';

import type { ListedPage, ScanPass } from '../../store/identity-index.ts';
import { PageWriter } from './page-writer.ts';

/** A writer that gathers for one turn of the event loop, and whose writes end when the test says so. */
function bed() {
  const written: ListedPage[] = [];
  let pending = Promise.withResolvers<void>();
  const write = (pages: readonly ListedPage[]) => {
    written.push(...pages);
    pending = Promise.withResolvers();
    return pending.promise;
  };
  const writer = new PageWriter(write, () => setImmediate());
  const done = async () => {
    pending.resolve();
    await turns();
  };
  const fail = async () => {
    pending.reject(new Error('The disk is full.'));
    await turns();
  };
  return { writer, written, done, fail };
}

async function turns(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/** The page after so many identities, with one. */
function page(after: number, pass: ScanPass = 'all'): ListedPage {
  return { pass, after, identities: [identity(after)], nextToken: `after ${after}` };
}

function identity(number: number) {
  return { IdentityId: `id ${number}`, Logins: [] };
}

it('writes together what comes for some time, and then what comes until that is done, each with the last token', async () => {
  const { writer, written, done } = bed();
  for (const after of [0, 1]) await writer.add(page(after));
  await turns();
  for (const after of [2, 3, 4]) await writer.add(page(after));
  await turns();
  expect(written).toEqual([{ ...page(0), identities: [identity(0), identity(1)], nextToken: 'after 1' }]);
  await done();
  expect(written.slice(1)).toEqual([
    { ...page(2), identities: [identity(2), identity(3), identity(4)], nextToken: 'after 4' },
  ]);
});

it('ends when all is written', async () => {
  const { writer, done } = bed();
  await writer.add(page(0));
  await turns();
  await writer.add(page(1));
  const end = writer.end();
  await done();
  expect(await Promise.race([end, Promise.resolve('waits')])).toBe('waits');
  await done();
  await end;
});

it('takes no page after a write has failed, and drops none silently', async () => {
  const { writer, written, fail } = bed();
  await writer.add(page(0));
  await turns();
  await writer.add(page(1));
  await fail();
  await expect(writer.add(page(2))).rejects.toThrow('The disk is full.');
  await expect(writer.end()).rejects.toThrow('The disk is full.');
  expect(written).toHaveLength(1);
});

it('keeps who lists waiting while more waits than is good for the memory, and writes it in parts', async () => {
  const { writer, written, done } = bed();
  await writer.add(page(0));
  await turns();
  for (let after = 1; after < 350; after += 1) await writer.add(page(after));
  const adding = writer.add(page(350));
  await turns();
  expect(await Promise.race([adding, Promise.resolve('waits')])).toBe('waits');
  for (let write = 1; write <= 8; write += 1) await done();
  await adding;
  expect(written.map(({ identities }) => identities.length)).toEqual([1, 50, 50, 50, 50, 50, 50, 50]);
  expect(written.flatMap(({ identities }) => identities)).toEqual(Array.from({ length: 351 }, (_, n) => identity(n)));
});

it('writes the pages of both passes at once, each pass by itself, `all` first', async () => {
  const { writer, written } = bed();
  for (const [after, pass] of [
    [5, 'enabled'],
    [7, 'all'],
    [6, 'enabled'],
    [8, 'all'],
  ] as const) {
    await writer.add(page(after, pass));
  }
  await turns();
  expect(written).toEqual([
    { ...page(7), identities: [identity(7), identity(8)], nextToken: 'after 8' },
    { ...page(5, 'enabled'), identities: [identity(5), identity(6)], nextToken: 'after 6' },
  ]);
});

it('ends at once where there was no page', async () => {
  const { writer, written } = bed();
  await writer.end();
  expect(written).toEqual([]);
});
