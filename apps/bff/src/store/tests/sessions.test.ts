import { expect, it } from 'vitest';

import { createSessions } from '../records/sessions.ts';
import { describeEngines } from './engines.ts';

const numbered = (number: number, now = 1000) => ({
  key: `key ${number}`,
  csrfHash: `csrf ${number}`,
  createdAt: now,
  lastSeen: now,
});

describeEngines('sessions', ({ engine, open, newPlace, server, ofPostgres }) => {
  const newSessions = async () => createSessions(await open());

  async function opened(...numbers: number[]) {
    const sessions = await newSessions();
    for (const number of numbers) {
      await sessions.replaceLink(`link ${number}`, 2000);
      expect(await sessions.open(`link ${number}`, numbered(number), 3)).toBe(true);
    }
    return sessions;
  }

  it('are opened by the newest link, once, before it expires', async () => {
    const sessions = await newSessions();
    await sessions.replaceLink('old', 2000);
    await sessions.replaceLink('new', 2000);
    expect(await sessions.open('old', numbered(1), 3)).toBe(false);
    expect(await sessions.open('new', numbered(1, 2000), 3)).toBe(false);
    expect(await sessions.open('new', numbered(1, 1999), 3)).toBe(true);
    expect(await sessions.open('new', numbered(2), 3)).toBe(false);
    expect(await sessions.find('key 1')).toEqual({ ...numbered(1, 1999), readOnlyChoices: new Map() });
    expect(await sessions.find('key 2')).toBeUndefined();
  });

  it('are opened once by many at the same time, of two consoles where they share a database', async () => {
    const place = await newPlace();
    const first = createSessions(await open(place));
    const second = engine === 'postgres' ? createSessions(await open(place)) : first;
    for (let round = 0; round < 10; round += 1) {
      await first.replaceLink(`link ${round}`, 2000);
      const opening = Array.from({ length: 8 }, (_, index) =>
        (index % 2 === 0 ? first : second).open(`link ${round}`, numbered(round * 8 + index), 10),
      );
      expect((await Promise.all(opening)).filter(Boolean)).toHaveLength(1);
    }
  });

  it('end where there are more than the most: the oldest first', async () => {
    const sessions = await opened(1, 2, 3, 4);
    expect(await sessions.find('key 1')).toBeUndefined();
    for (const number of [2, 3, 4]) expect(await sessions.find(`key ${number}`)).toMatchObject(numbered(number));
  });

  it('know when they were last used, and end at once', async () => {
    const sessions = await opened(1, 2);
    await sessions.touch('key 1', 5_000_000_000_000);
    expect(await sessions.find('key 1')).toMatchObject({ createdAt: 1000, lastSeen: 5_000_000_000_000 });
    await sessions.end('key 1');
    expect(await sessions.find('key 1')).toBeUndefined();
    expect(await sessions.find('key 2')).toMatchObject(numbered(2));
  });

  it('keep what they chose for a connection until they end', async () => {
    const sessions = await opened(1, 2);
    await sessions.chooseReadOnly('key 1', 'acme', false);
    await sessions.chooseReadOnly('key 1', 'local', false);
    await sessions.chooseReadOnly('key 1', 'local', true);
    const choices = new Map([
      ['acme', false],
      ['local', true],
    ]);
    expect(await sessions.find('key 1')).toEqual({ ...numbered(1), readOnlyChoices: choices });
    expect(await sessions.find('key 2')).toEqual({ ...numbered(2), readOnlyChoices: new Map() });
    await sessions.end('key 1');
    await sessions.chooseReadOnly('key 1', 'acme', true);
    await sessions.replaceLink('again', 2000);
    await sessions.open('again', numbered(1), 3);
    expect(await sessions.find('key 1')).toEqual({ ...numbered(1), readOnlyChoices: new Map() });
  });

  it.each(ofPostgres)('are there again when a database comes back', async () => {
    const sessions = await opened(1);
    await server().stop();
    for (const asked of [sessions.find('key 1'), sessions.open('x', numbered(2), 3), sessions.replaceLink('x', 2000)]) {
      await expect(asked).rejects.toMatchObject({ store: 'database', reason: 'unreachable' });
    }
    await server().start();
    expect(await sessions.find('key 1')).toMatchObject(numbered(1));
  });
});
