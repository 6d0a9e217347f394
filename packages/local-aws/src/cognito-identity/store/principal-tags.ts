import { type PrincipalTagMap, principalTagMapShape } from '../shapes.ts';
import { validate } from '../../protocol/validation.ts';
import type { Database } from '../../sqlite/database.ts';

/** Which claims of a provider's users become tags, for each provider of a pool. */
export class PrincipalTagStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(poolPk: number, provider: string): PrincipalTagMap | undefined {
    const row = this.#database.get<{ map: string }>(
      'SELECT map FROM principal_tag_maps WHERE pool_pk = ? AND provider = ?',
      poolPk,
      provider,
    );
    return row === undefined ? undefined : validate(principalTagMapShape, JSON.parse(row.map) as unknown);
  }

  /** Replaces what was there. */
  set(poolPk: number, provider: string, map: PrincipalTagMap): void {
    this.#database.run(
      `INSERT INTO principal_tag_maps (pool_pk, provider, map) VALUES (?, ?, ?)
       ON CONFLICT (pool_pk, provider) DO UPDATE SET map = excluded.map`,
      poolPk,
      provider,
      JSON.stringify(map),
    );
  }
}
