import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type PrincipalTagMap, principalTagMapShape } from '../shapes.ts';
import { validate } from '../../protocol/validation.ts';

/** Which claims of a provider's users become tags, for each provider of a pool. */
export class PrincipalTagStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  find(poolPk: number, provider: string): PrincipalTagMap | undefined {
    const row = this.#sqlite.get<{ map: string }>(
      'SELECT map FROM principal_tag_maps WHERE pool_pk = ? AND provider = ?',
      poolPk,
      provider,
    );
    return row === undefined ? undefined : validate(principalTagMapShape, JSON.parse(row.map) as unknown);
  }

  /** Replaces what was there. */
  set(poolPk: number, provider: string, map: PrincipalTagMap): void {
    this.#sqlite.run(
      `INSERT INTO principal_tag_maps (pool_pk, provider, map) VALUES (?, ?, ?)
       ON CONFLICT (pool_pk, provider) DO UPDATE SET map = excluded.map`,
      poolPk,
      provider,
      JSON.stringify(map),
    );
  }
}
