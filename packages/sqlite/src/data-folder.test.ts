import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { DataFolderError, secureDataFolder } from './data-folder.ts';
import { SqliteFile } from './file.ts';

let root: string;
let folder: string;
let umask: number;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'data-folder-'));
  folder = path.join(root, 'new', 'data');
  umask = process.umask(0);
});
afterEach(() => {
  process.umask(umask);
  rmSync(root, { recursive: true, force: true });
});

const modeOf = (...parts: string[]) => lstatSync(path.join(...parts)).mode & 0o777;

function existing(mode: number, ...files: string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const name of files) writeFileSync(path.join(folder, name), '');
  chmodSync(folder, mode);
}

it('folder and files are closed to others from the beginning, whatever the umask', () => {
  secureDataFolder(folder);
  const file = new SqliteFile({ dataDir: folder, name: 'a.sqlite', migrations: ['CREATE TABLE a (b TEXT) STRICT'] });
  expect([modeOf(root, 'new'), modeOf(folder)]).toEqual([0o700, 0o700]);
  expect([modeOf(folder, 'a.sqlite'), modeOf(folder, 'a.sqlite-wal')]).toEqual([0o600, 0o600]);
  file.close();
});

it.each([
  ['an empty folder', 0o755, [], 0o700],
  ['a folder with our files', 0o755, ['a.sqlite', 'a.sqlite-wal'], 0o700],
  ['a folder of other things, which is left as it is', 0o755, ['novel.txt'], 0o755],
])('%s is closed where it was open to readers', (_, mode, files, after) => {
  existing(mode, ...files);
  secureDataFolder(folder);
  expect(modeOf(folder)).toBe(after);
  for (const name of files) expect(modeOf(folder, name)).toBe(name.includes('sqlite') ? 0o600 : 0o666);
});

it('a folder that others can write to is refused, with the command that closes it', () => {
  existing(0o777);
  expect(() => secureDataFolder(folder)).toThrow(`chmod 700 ${folder}`);
  expect(modeOf(folder)).toBe(0o777);
});

it.runIf(process.getuid?.() === 0)('a folder of another user is refused', () => {
  existing(0o700);
  chownSync(folder, 12_345, 12_345);
  expect(() => secureDataFolder(folder)).toThrow('belongs to another user (number 12345');
});

it.each(['jobs.sqlite', 'jobs.sqlite-wal', 'exports', 'exports/a.csv'])(
  'a link in the place of %s is refused',
  (name) => {
    const elsewhere = path.join(root, 'elsewhere');
    writeFileSync(elsewhere, 'precious');
    existing(0o700);
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    symlinkSync(elsewhere, path.join(folder, name));
    expect(() => secureDataFolder(folder)).toThrow(DataFolderError);
    expect(() => secureDataFolder(folder)).toThrow(`${path.join(folder, name)} is a symbolic link`);
    expect(readFileSync(elsewhere, 'utf8')).toBe('precious');
  },
);

it('a link that appears later is not followed, either', () => {
  existing(0o700);
  symlinkSync(path.join(root, 'elsewhere'), path.join(folder, 'a.sqlite'));
  expect(() => new SqliteFile({ dataDir: folder, name: 'a.sqlite', migrations: [] })).toThrow('ELOOP');
});
