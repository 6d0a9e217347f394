import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Test bed: saves filters for guests as older versions did, in a folder that no console uses now. */
export function saveFiltersAsBefore(dataDir: string, names: readonly string[]): void {
  const file = new DatabaseSync(join(dataDir, 'identity-index.sqlite'));
  const insert = file.prepare('INSERT INTO saved_filters (id, name, filter) VALUES (?, ?, ?)');
  for (const name of names) insert.run(randomUUID(), name, '{"kind":"guest"}');
  file.close();
}
