import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type StoredOidcProvider, storedOidcProviderShape } from '../shapes.ts';
import { validate } from '../../protocol/validation.ts';

/** OpenID Connect providers of IAM: global, by ARN. */
export class OidcProviderStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(provider: StoredOidcProvider): void {
    this.#sqlite.run(
      'INSERT INTO oidc_providers (arn, provider) VALUES (?, ?)',
      provider.Arn,
      JSON.stringify(provider),
    );
  }

  find(arn: string): StoredOidcProvider | undefined {
    const row = this.#sqlite.get<{ provider: string }>('SELECT provider FROM oidc_providers WHERE arn = ?', arn);
    return row === undefined ? undefined : providerOf(row);
  }

  /** All of them, in the order in which they were made. */
  list(): StoredOidcProvider[] {
    return this.#sqlite.all<{ provider: string }>('SELECT provider FROM oidc_providers ORDER BY pk').map(providerOf);
  }

  /** Stores the provider anew. Its ARN is what it is found by: it never changes. */
  update(provider: StoredOidcProvider): void {
    this.#sqlite.run('UPDATE oidc_providers SET provider = ? WHERE arn = ?', JSON.stringify(provider), provider.Arn);
  }

  /** Answers whether there was such a provider. */
  remove(arn: string): boolean {
    return this.#sqlite.run('DELETE FROM oidc_providers WHERE arn = ?', arn).changes > 0;
  }
}

function providerOf(row: { readonly provider: string }): StoredOidcProvider {
  return validate(storedOidcProviderShape, JSON.parse(row.provider) as unknown);
}
