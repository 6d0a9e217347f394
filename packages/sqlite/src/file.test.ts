import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { SqliteFile, SqliteFileError } from './file.ts';

const migrations = ['CREATE TABLE notes (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT'];
let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sqlite-file-'));
  dataDir = path.join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(more: readonly string[] = [], pragmas: Readonly<Record<string, number>> = {}): SqliteFile {
  return new SqliteFile({ dataDir, name: 'notes.sqlite', migrations: [...migrations, ...more], pragmas });
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

it('takes a transaction within another one as a part of it', () => {
  const file = open();
  const note = (text: string) => file.run('INSERT INTO notes (text) VALUES (?)', text);
  const twice = (text: string) =>
    file.transaction(() => {
      note(text);
      note(text);
    });
  file.transaction(() => {
    note('a');
    expect(() => twice('b')).toThrow('UNIQUE');
    file.transaction(() => note('c'));
  });
  expect(file.arrays('SELECT text FROM notes ORDER BY text')).toEqual([['a'], ['c']]);
  const undone = () =>
    file.transaction(() => {
      file.transaction(() => note('d'));
      note('a');
    });
  expect(undone).toThrow('UNIQUE');
  expect(file.arrays('SELECT text FROM notes ORDER BY text')).toEqual([['a'], ['c']]);
  file.close();
});

it('says why a file cannot be used', () => {
  const first = open(['SELECT 1']);
  expect(reasonOf(() => open())).toBe('locked');
  first.close();
  expect(reasonOf(() => open())).toBe('newer');
  writeFileSync(path.join(dataDir, 'notes.sqlite'), 'no database at all, whatever its name says'.repeat(100));
  expect(reasonOf(() => open())).toBe('damaged');
  dataDir = path.join(dataDir, 'notes.sqlite', 'inside-a-file');
  expect(reasonOf(() => open())).toBe('unusable');
});

it('says where there is no room, keeps what was there, and goes on when there is room again', () => {
  const file = open([], { max_page_count: 100 });
  const note = (text: string) => file.run('INSERT INTO notes (text) VALUES (?)', text);
  const long = (letter: string) => letter.repeat(500_000);
  note('a');
  expect(reasonOf(() => note(long('b')))).toBe('full');
  const two = () =>
    file.transaction(() => {
      note('c');
      note(long('d'));
    });
  expect(reasonOf(two)).toBe('full');
  expect(file.arrays('SELECT text FROM notes')).toEqual([['a']]);
  file.define('PRAGMA max_page_count = 1000');
  two();
  expect(file.arrays('SELECT length(text) FROM notes ORDER BY key')).toEqual([[1], [1], [500_000]]);
  file.close();
});

it('can be asked whether there is room', () => {
  const file = open([], { max_page_count: 20 });
  expect(reasonOf(() => file.probe())).toBe('full');
  file.define('PRAGMA max_page_count = 1000');
  file.probe();
  file.probe();
  expect(file.arrays("SELECT name FROM sqlite_schema WHERE type = 'table'")).toEqual([['notes']]);
  file.close();
});

it('tells a damaged file from a full disk while it is open', () => {
  const first = open();
  for (let note = 0; note < 2000; note += 1) first.run('INSERT INTO notes (text) VALUES (?)', `${note} `.repeat(20));
  first.close();
  const bytes = readFileSync(path.join(dataDir, 'notes.sqlite'));
  bytes.fill(0xff, 4096);
  writeFileSync(path.join(dataDir, 'notes.sqlite'), bytes);
  const second = open();
  expect(reasonOf(() => second.all('SELECT text FROM notes'))).toBe('damaged');
  second.close();
});

it('is refused at once where its folder can not be made', () => {
  dataDir = '/proc/no/such/folder';
  expect(reasonOf(() => open())).toBe('unusable');
});
