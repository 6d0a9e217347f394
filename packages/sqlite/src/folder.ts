import { existsSync, mkdirSync } from 'node:fs';
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
