import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { SqliteFile, SqliteFileError } from './file.ts';

const migrations = ['CREATE TABLE notes (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT'];
let dataDir: string;
beforeEach(() => {
  dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'sqlite-file-')), 'data');
});
afterEach(() => rmSync(path.dirname(dataDir), { recursive: true, force: true }));

function open(more: readonly string[] = []): SqliteFile {
  return new SqliteFile({ dataDir, name: 'notes.sqlite', migrations: [...migrations, ...more] });
}

function reasonOf(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    return error instanceof SqliteFileError ? error.reason : String(error);
  }
  return undefined;
}

it('keeps what was written, for its owner only, and runs each migration once', () => {
  const first = open();
  expect(first.run('INSERT INTO notes (text) VALUES (?)', 'a')).toEqual({ changes: 1, key: 1 });
  expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  for (const name of ['notes.sqlite', 'notes.sqlite-wal']) {
    expect(statSync(path.join(dataDir, name)).mode & 0o777).toBe(0o600);
  }
  first.close();
  const second = open(["INSERT INTO notes (text) VALUES ('b')"]);
  expect(second.arrays('SELECT key, text FROM notes ORDER BY key')).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
  second.close();
});

it('does all of a transaction or nothing of it', () => {
  const file = open();
  expect(() =>
    file.transaction(() => {
      file.run("INSERT INTO notes (text) VALUES ('a')");
      file.run("INSERT INTO notes (text) VALUES ('a')");
    }),
  ).toThrow('UNIQUE');
  expect(file.all('SELECT text FROM notes')).toEqual([]);
  file.close();
});

it('says why a file cannot be used', () => {
  const first = open(['SELECT 1']);
  expect(reasonOf(() => open())).toBe('locked');
  first.close();
  expect(reasonOf(() => open())).toBe('newer');
  writeFileSync(path.join(dataDir, 'notes.sqlite'), 'no database at all, whatever its name says'.repeat(100));
  expect(reasonOf(() => open())).toBe('unusable');
});
