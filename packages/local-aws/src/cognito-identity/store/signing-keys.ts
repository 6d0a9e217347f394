import type { SqliteFile } from '@lifeguard/sqlite/file';

/** Private keys in PEM (PKCS #8), by name. The file they are in is its owner's alone. */
export class SigningKeyStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  find(name: string): string | undefined {
    return this.#sqlite.get<{ private_key: string }>('SELECT private_key FROM signing_keys WHERE name = ?', name)
      ?.private_key;
  }

  /** All keys whose name begins so. */
  list(prefix: string): { name: string; pem: string }[] {
    return this.#sqlite.all(
      'SELECT name, private_key AS pem FROM signing_keys WHERE substr(name, 1, length(?)) = ? ORDER BY name',
      prefix,
      prefix,
    );
  }

  insert(name: string, pem: string): void {
    this.#sqlite.run('INSERT INTO signing_keys (name, private_key) VALUES (?, ?)', name, pem);
  }
}
