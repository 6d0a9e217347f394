import { chmodSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder with access for its owner only, and those above it that are not there. A step at a time: where a folder
 * can't be made, as under /proc, Node's own `recursive` tries for ever.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it in this moment.
    if (!existsSync(folder)) throw error;
  }
}

/** Makes a file that only its owner can read from its first byte on, or closes one that is there. A link is not followed. */
export function makeFile(file: string): void {
  // Where the system has no O_NOFOLLOW, it counts as none.
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  closeSync(openSync(file, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600));
  chmodSync(file, 0o600);
}
