import type { Database } from '../../sqlite/database.ts';

/** Private keys in PEM (PKCS #8), by name. The file they are in is its owner's alone. */
export class SigningKeyStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(name: string): string | undefined {
    return this.#database.get<{ private_key: string }>('SELECT private_key FROM signing_keys WHERE name = ?', name)
      ?.private_key;
  }

  /** All keys whose name begins so. */
  list(prefix: string): { name: string; pem: string }[] {
    return this.#database.all(
      'SELECT name, private_key AS pem FROM signing_keys WHERE substr(name, 1, length(?)) = ? ORDER BY name',
      prefix,
      prefix,
    );
  }

  insert(name: string, pem: string): void {
    this.#database.run('INSERT INTO signing_keys (name, private_key) VALUES (?, ?)', name, pem);
  }
}
