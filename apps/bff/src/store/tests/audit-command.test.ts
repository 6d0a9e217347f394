import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type PostgresServer, startPostgres } from '../postgres/test-server.ts';
import { openRecords, type Records, type RecordsPlace } from '../records/open.ts';
import { eventOf, logOver, otherKey, tamper } from './audit-bed.ts';

const command = fileURLToPath(new URL('../../../../cli/src/main.ts', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'lifeguard-audit-'));
const keyFile = path.join(folder, 'audit.key');
writeFileSync(keyFile, Buffer.alloc(32, 1), { mode: 0o600 });
const otherKeyFile = path.join(folder, 'other.key');
writeFileSync(otherKeyFile, Buffer.alloc(32, 2), { mode: 0o600 });

interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(...args: string[]): Promise<Answer> {
  const child = spawn(process.execPath, ['--no-warnings', command, ...args], {
    env: { PATH: process.env.PATH, HOME: folder },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (err += part.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

describe.each<Records['engine']>(['sqlite', 'postgres'])('lifeguard audit verify over %s', (engine) => {
  let server: PostgresServer | undefined;
  let place: RecordsPlace;
  let where: string[];
  let head: string;
  beforeAll(async () => {
    if (engine === 'postgres') server = await startPostgres();
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    if (server === undefined) {
      const dataDir = mkdtempSync(path.join(folder, 'data-'));
      place = { dataDir };
      where = ['--data-dir', dataDir, '--key-file', keyFile];
    } else {
      const databaseUrl = await server.newDatabase();
      place = { databaseUrl };
      where = ['--database-url', databaseUrl, '--key-file', keyFile];
    }
    await using(async (records) => {
      const { log } = logOver(records);
      for (let n = 0; n < 5; n += 1) await log.append([eventOf({ params: { n } })]);
      const { seq, hash } = (await log.head()) ?? { seq: 0, hash: '' };
      head = `${seq}:${hash}`;
    });
  });

  async function using(work: (records: Records) => Promise<void>): Promise<void> {
    const records = openRecords(place, () => undefined);
    await records.ready();
    await work(records);
    await records.close();
  }

  const verify = (...more: string[]) => run('audit', 'verify', ...where, ...more);

  it('answers 0 and the head where every entry is as it was written', async () => {
    const answer = await verify();
    expect(answer).toMatchObject({ code: 0, err: '' });
    expect(answer.out).toBe(`All 6 entries of the audit log are as they were written.\nHead: ${head}\n`);
    expect(await verify('--head', head)).toEqual(answer);
  });

  it('answers 1 and the first entry that is not', async () => {
    await using((records) => tamper(records, "UPDATE audit_entries SET hash = 'f' WHERE seq = 4"));
    const answer = await verify();
    expect(answer.code).toBe(1);
    expect(answer.out).toMatch(/^Entry 4 is not what the audit log wrote there.*\nThe 3 entries before it/);
  });

  it('answers 1 where a head that was noted is not there any more', async () => {
    expect(await verify('--head', `9:${'0'.repeat(64)}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('Entry 7 is missing'),
    });
    expect(await verify('--head', `3:${'0'.repeat(64)}`)).toMatchObject({
      code: 1,
      out: expect.stringContaining('Entry 3 is another one than was noted'),
    });
  });

  it('checks what earlier keys have written, where they are given', async () => {
    await using(async (records) => {
      await logOver(records, { key: otherKey }).log.append([eventOf()]);
    });
    const otherWay = where.map((word) => (word === keyFile ? otherKeyFile : word));
    expect(await run('audit', 'verify', ...otherWay)).toMatchObject({
      code: 1,
      out: expect.stringContaining('Entry 1 was written with another key'),
    });
    expect((await run('audit', 'verify', ...otherWay, '--key-file', keyFile)).code).toBe(0);
  });

  it('answers 2 where it is not told what it needs', async () => {
    expect(await verify('--head', 'yes')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('--head must'),
    });
    expect(await verify('--colour')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage:') });
    expect(await verify('--key-file', '/nonexistent')).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not there'),
    });
    expect((await run('audit', 'bend')).code).toBe(2);
    expect((await run('--help')).code).toBe(0);
  });
});

describe('lifeguard audit verify', () => {
  const newFolder = () => mkdtempSync(path.join(folder, 'data-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('answers 2 where there is no log, or nobody answers', async () => {
    const key = ['--key-file', keyFile];
    expect(await run('audit', 'verify', '--data-dir', newFolder(), ...key)).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not there'),
    });
    expect(await run('audit', 'verify', '--database-url', 'postgresql://127.0.0.1:1/x', ...key)).toMatchObject({
      code: 2,
      err: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('says of a folder whose console runs how to ask that one', async () => {
    const dataDir = newFolder();
    const records = openRecords({ dataDir }, () => undefined);
    await records.ready();
    const answer = await run('audit', 'verify', '--data-dir', dataDir, '--key-file', keyFile);
    await records.close();
    expect(answer).toMatchObject({ code: 2, out: '', err: expect.stringContaining('/api/audit/verify') });
  });

  it('reads what a console that was killed has left, and changes nothing', async () => {
    const dataDir = newFolder();
    const bed = fileURLToPath(new URL('./audit-kill-bed.ts', import.meta.url));
    const child = spawn(process.execPath, ['--no-warnings', bed, dataDir]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const answer = await run('audit', 'verify', '--data-dir', dataDir, '--key-file', keyFile);
    expect(answer).toMatchObject({ code: 0, err: '', out: expect.stringContaining('All 6 entries') });
  });
});
