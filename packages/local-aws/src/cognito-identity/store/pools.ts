import type { SqliteFile } from '@lifeguard/sqlite/file';

import {
  type PoolRoles,
  type PoolSettings,
  poolRolesShape,
  poolSettingsShape,
  type Tags,
  tagsShape,
} from '../shapes.ts';
import type { Shape, Value } from '../../protocol/shape.ts';
import { validate } from '../../protocol/validation.ts';

/** A pool as it is stored. `roles` is undefined until SetIdentityPoolRoles was called once. */
export interface StoredPool {
  readonly pk: number;
  readonly id: string;
  readonly settings: PoolSettings;
  readonly tags: Tags;
  readonly roles: PoolRoles | undefined;
}

interface PoolRow {
  readonly pk: number;
  readonly id: string;
  readonly settings: string;
  readonly tags: string;
  readonly roles: string | null;
}

/** Pools of all regions. A pool is visible in the region that its id begins with. */
export class PoolStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(id: string, region: string, settings: PoolSettings, tags: Tags): void {
    this.#sqlite.run(
      'INSERT INTO pools (id, region, settings, tags) VALUES (?, ?, ?, ?)',
      id,
      region,
      JSON.stringify(settings),
      JSON.stringify(tags),
    );
  }

  find(id: string): StoredPool | undefined {
    const row = this.#sqlite.get<PoolRow>('SELECT pk, id, settings, tags, roles FROM pools WHERE id = ?', id);
    if (row === undefined) return undefined;
    return {
      pk: row.pk,
      id: row.id,
      settings: parse(poolSettingsShape, row.settings),
      tags: parse(tagsShape, row.tags),
      roles: row.roles === null ? undefined : parse(poolRolesShape, row.roles),
    };
  }

  count(region: string): number {
    return this.#sqlite.get<{ n: number }>('SELECT count(*) AS n FROM pools WHERE region = ?', region)?.n ?? 0;
  }

  /** Pools of a region with a key above `after`, at most `limit`, in the order of creation. */
  list(region: string, after: number, limit: number): { pk: number; id: string; name: string }[] {
    return this.#sqlite.all(
      "SELECT pk, id, settings ->> 'IdentityPoolName' AS name FROM pools WHERE region = ? AND pk > ? ORDER BY pk LIMIT ?",
      region,
      after,
      limit,
    );
  }

  update(pk: number, settings: PoolSettings, tags: Tags): void {
    this.#sqlite.run(
      'UPDATE pools SET settings = ?, tags = ? WHERE pk = ?',
      JSON.stringify(settings),
      JSON.stringify(tags),
      pk,
    );
  }

  setTags(pk: number, tags: Tags): void {
    this.#sqlite.run('UPDATE pools SET tags = ? WHERE pk = ?', JSON.stringify(tags), pk);
  }

  setRoles(pk: number, roles: PoolRoles): void {
    this.#sqlite.run('UPDATE pools SET roles = ? WHERE pk = ?', JSON.stringify(roles), pk);
  }

  /** Takes the pool away at once; its identities are unreachable from then on and removed bit by bit by `purge`. */
  remove(pk: number): void {
    this.#sqlite.transaction(() => {
      this.#sqlite.run('DELETE FROM pools WHERE pk = ?', pk);
      this.#sqlite.run('INSERT INTO deleted_pools (pk) VALUES (?)', pk);
    });
  }

  /** Removes at most `limit` identities of deleted pools; answers whether there may be more. */
  purge(limit: number): boolean {
    const deleted = this.#sqlite.get<{ pk: number }>('SELECT pk FROM deleted_pools LIMIT 1');
    if (deleted === undefined) return false;
    const { changes } = this.#sqlite.run(
      'DELETE FROM identities WHERE pk IN (SELECT pk FROM identities WHERE pool_pk = ? LIMIT ?)',
      deleted.pk,
      limit,
    );
    if (changes < limit) this.#sqlite.run('DELETE FROM deleted_pools WHERE pk = ?', deleted.pk);
    return true;
  }
}

function parse<S extends Shape>(shape: S, text: string): Value<S> {
  return validate(shape, JSON.parse(text) as unknown);
}
