import { chmodSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { expect, it } from 'vitest';

import { KeyFileError, readKeyFile, readOrMakeKeyFile } from './key-file.ts';

const newFile = () => path.join(mkdtempSync(path.join(tmpdir(), 'lifeguard-key-')), 'audit.key');

it('is made once, for its owner only, and read from then on', () => {
  const file = newFile();
  const { id } = readOrMakeKeyFile(file);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(file).size).toBe(32);
  expect(readOrMakeKeyFile(file).id).toBe(id);
  expect(readKeyFile(file).id).toBe(id);
  expect(readOrMakeKeyFile(newFile()).id).not.toBe(id);
});

it.each<[string, (file: string) => void, RegExp]>([
  ['is not there', () => undefined, /is not there/],
  ['is too short', (file) => writeFileSync(file, 'short', { mode: 0o600 }), /has 5 bytes/],
  ['is a folder', (file) => mkdirSync(file), /is not a file/],
  [
    'can be read by others',
    (file) => {
      writeFileSync(file, Buffer.alloc(32));
      chmodSync(file, 0o644);
    },
    /chmod 600/,
  ],
])('is refused where it %s', (_, make, message) => {
  const file = newFile();
  make(file);
  expect(() => readKeyFile(file)).toThrow(KeyFileError);
  expect(() => readKeyFile(file)).toThrow(message);
});
