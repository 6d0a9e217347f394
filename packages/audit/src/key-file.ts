import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

import { type ChainKey, chainKey } from './chain.ts';

const keyBytes = 32;
/** A key that somebody has made otherwise may be longer. */
const maxBytes = 4096;

/** A file that can't be the key of a log. Its message is a sentence; nothing was changed. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

/** @throws KeyFileError where it is not there, is too short, or others can read or change it */
export function readKeyFile(file: string): ChainKey {
  const descriptor = open(file, constants.O_RDONLY);
  if (descriptor === undefined) throw new KeyFileError(`The key of the audit log, ${file}, is not there.`);
  try {
    checkOwner(file, descriptor);
    const secret = readFileSync(descriptor);
    if (secret.length < keyBytes || secret.length > maxBytes) {
      throw new KeyFileError(
        `${file} has ${secret.length} bytes and so can't be the key of the audit log, which has at least ${keyBytes} random ones.`,
      );
    }
    return chainKey(secret);
  } finally {
    closeSync(descriptor);
  }
}

/** The key in the file, which is made with 32 random bytes where it is not there. @throws KeyFileError */
export function readOrMakeKeyFile(file: string): ChainKey {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL);
  if (descriptor !== undefined) {
    try {
      writeSync(descriptor, randomBytes(keyBytes));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
  return readKeyFile(file);
}

/** Undefined where it is not there, or there already, as the flags ask. */
function open(file: string, flags: number): number | undefined {
  try {
    return openSync(file, flags, 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' || code === 'EEXIST') return undefined;
    throw new KeyFileError(`${file}, the key of the audit log, can't be used (${code}).`, { cause: error });
  }
}

function checkOwner(file: string, descriptor: number): void {
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) throw new KeyFileError(`${file}, the key of the audit log, is not a file.`);
  // Windows has neither users nor modes of this kind.
  const me = process.getuid?.();
  if (me === undefined) return;
  if (stat.uid !== me && stat.uid !== 0) {
    throw new KeyFileError(
      `${file}, the key of the audit log, belongs to another user (number ${stat.uid}, while this runs as ${me}), who could forge entries. Give it to the one who runs Lifeguard.`,
    );
  }
  // A group may read it: so are secrets handed to a container.
  if ((stat.mode & 0o027) !== 0) {
    throw new KeyFileError(
      `Other users can read or change ${file}, the key of the audit log. Close it with "chmod 600 ${file}".`,
    );
  }
}
