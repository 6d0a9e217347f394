import { chmodSync, type Dirent, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** A folder that others could read or change what is kept in. Its message is a sentence; nothing was changed. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/**
 * Makes sure of a data folder that is there: that it belongs to the person who runs this, that nobody else can write to
 * it, and that no link stands in the place of a file. One that is not there is made with its first file.
 * @throws DataFolderError, or what the file system says
 */
export function secureDataFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  checkOwner(folder);
  const own = ownEntries(folder);
  const link = own.find((entry) => entry.isSymbolicLink());
  if (link !== undefined) {
    throw new DataFolderError(
      `${path.join(link.parentPath, link.name)} is a symbolic link, where Lifeguard keeps a file of its own: following it would overwrite what it leads to. Remove the link, or choose another data folder.`,
    );
  }
  for (const entry of own) {
    chmodSync(path.join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
  }
  // A folder that somebody uses for other things, too, is left as it is: every file of ours is closed to others anyway.
  if (own.length > 0 || readdirSync(folder).length === 0) chmodSync(folder, 0o700);
}

function checkOwner(folder: string): void {
  const { uid, mode } = statSync(folder);
  // Windows has neither users nor modes of this kind.
  const me = process.getuid?.();
  if (me === undefined) return;
  if (uid !== me) {
    throw new DataFolderError(
      `The data folder ${folder} belongs to another user (number ${uid}, while Lifeguard runs as ${me}), who could read and change what is kept in it. Choose another folder, or run Lifeguard as its owner.`,
    );
  }
  if ((mode & 0o022) !== 0) {
    throw new DataFolderError(
      `Other users can write to the data folder ${folder}, and so change what is kept in it. Close it with "chmod 700 ${folder}", or choose another folder.`,
    );
  }
}

/** What Lifeguard keeps in the folder, and its exports. */
function ownEntries(folder: string): Dirent[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(
    ({ name }) => name === 'exports' || name === 'audit.key' || /\.sqlite(?:-\w+)?$/.test(name),
  );
  const exports = path.join(folder, 'exports');
  const hasExports = entries.some((entry) => entry.name === 'exports' && entry.isDirectory());
  return hasExports ? [...entries, ...readdirSync(exports, { withFileTypes: true })] : entries;
}
