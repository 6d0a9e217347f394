import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type StoredSamlProvider, storedSamlProviderShape } from '../shapes.ts';
import { validate } from '../../protocol/validation.ts';

/** SAML providers of IAM: global, by ARN. */
export class SamlProviderStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(provider: StoredSamlProvider): void {
    this.#sqlite.run(
      'INSERT INTO saml_providers (arn, provider) VALUES (?, ?)',
      provider.Arn,
      JSON.stringify(provider),
    );
  }

  find(arn: string): StoredSamlProvider | undefined {
    const row = this.#sqlite.get<{ provider: string }>('SELECT provider FROM saml_providers WHERE arn = ?', arn);
    return row === undefined ? undefined : providerOf(row);
  }

  /** All of them, in the order in which they were made. */
  list(): StoredSamlProvider[] {
    return this.#sqlite.all<{ provider: string }>('SELECT provider FROM saml_providers ORDER BY pk').map(providerOf);
  }

  /** Stores the provider anew. Its ARN is what it is found by: it never changes. */
  update(provider: StoredSamlProvider): void {
    this.#sqlite.run('UPDATE saml_providers SET provider = ? WHERE arn = ?', JSON.stringify(provider), provider.Arn);
  }

  /** Answers whether there was such a provider. */
  remove(arn: string): boolean {
    return this.#sqlite.run('DELETE FROM saml_providers WHERE arn = ?', arn).changes > 0;
  }
}

function providerOf(row: { readonly provider: string }): StoredSamlProvider {
  return validate(storedSamlProviderShape, JSON.parse(row.provider) as unknown);
}
