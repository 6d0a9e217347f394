import type { SqliteFile } from '@lifeguard/sqlite/file';

import { type Client, clientShape } from '../client-shapes.ts';
import { type Group, groupShape } from '../shapes.ts';
import { type UserPool, userPoolShape } from '../user-pool-shapes.ts';
import type { Shape, Value } from '../../protocol/shape.ts';
import { validate } from '../../protocol/validation.ts';

export interface StoredUserPool {
  readonly pk: number;
  readonly id: string;
  readonly pool: UserPool;
}

export interface StoredClient {
  readonly pk: number;
  readonly id: string;
  readonly client: Client;
}

export interface StoredGroup {
  readonly pk: number;
  readonly group: Group;
}

interface Row {
  readonly pk: number;
  readonly id: string;
  readonly json: string;
}

/** User pools of all regions, with their app clients and groups, which go when their pool goes. Lists are in the order of creation. */
export class UserPoolStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(id: string, region: string, pool: UserPool): void {
    this.#sqlite.run('INSERT INTO user_pools (id, region, pool) VALUES (?, ?, ?)', id, region, JSON.stringify(pool));
  }

  find(id: string): StoredUserPool | undefined {
    const row = this.#sqlite.get<Row>('SELECT pk, id, pool AS json FROM user_pools WHERE id = ?', id);
    return row === undefined ? undefined : poolOf(row);
  }

  count(region: string): number {
    return this.#sqlite.get<{ n: number }>('SELECT count(*) AS n FROM user_pools WHERE region = ?', region)?.n ?? 0;
  }

  /** Pools of a region with a key above `after`, at most `limit`. */
  list(region: string, after: number, limit: number): StoredUserPool[] {
    return this.#sqlite
      .all<Row>(
        'SELECT pk, id, pool AS json FROM user_pools WHERE region = ? AND pk > ? ORDER BY pk LIMIT ?',
        region,
        after,
        limit,
      )
      .map(poolOf);
  }

  remove(pk: number): void {
    this.#sqlite.run('DELETE FROM user_pools WHERE pk = ?', pk);
  }

  insertClient(poolPk: number, id: string, client: Client): void {
    this.#sqlite.run(
      'INSERT INTO user_pool_clients (pool_pk, id, client) VALUES (?, ?, ?)',
      poolPk,
      id,
      JSON.stringify(client),
    );
  }

  findClient(poolPk: number, id: string): StoredClient | undefined {
    const row = this.#sqlite.get<Row>(
      'SELECT pk, id, client AS json FROM user_pool_clients WHERE pool_pk = ? AND id = ?',
      poolPk,
      id,
    );
    return row === undefined ? undefined : clientOf(row);
  }

  /** Clients of a pool with a key above `after`, at most `limit`. */
  listClients(poolPk: number, after: number, limit: number): StoredClient[] {
    return this.#sqlite
      .all<Row>(
        'SELECT pk, id, client AS json FROM user_pool_clients WHERE pool_pk = ? AND pk > ? ORDER BY pk LIMIT ?',
        poolPk,
        after,
        limit,
      )
      .map(clientOf);
  }

  removeClient(pk: number): void {
    this.#sqlite.run('DELETE FROM user_pool_clients WHERE pk = ?', pk);
  }

  insertGroup(poolPk: number, group: Group): void {
    this.#sqlite.run(
      'INSERT INTO user_pool_groups (pool_pk, name, group_) VALUES (?, ?, ?)',
      poolPk,
      group.GroupName,
      JSON.stringify(group),
    );
  }

  findGroup(poolPk: number, name: string): StoredGroup | undefined {
    const row = this.#sqlite.get<Row>(
      'SELECT pk, name AS id, group_ AS json FROM user_pool_groups WHERE pool_pk = ? AND name = ?',
      poolPk,
      name,
    );
    return row === undefined ? undefined : groupOf(row);
  }

  /** Groups of a pool with a key above `after`, at most `limit`. */
  listGroups(poolPk: number, after: number, limit: number): StoredGroup[] {
    return this.#sqlite
      .all<Row>(
        'SELECT pk, name AS id, group_ AS json FROM user_pool_groups WHERE pool_pk = ? AND pk > ? ORDER BY pk LIMIT ?',
        poolPk,
        after,
        limit,
      )
      .map(groupOf);
  }

  removeGroup(pk: number): void {
    this.#sqlite.run('DELETE FROM user_pool_groups WHERE pk = ?', pk);
  }
}

function poolOf({ pk, id, json }: Row): StoredUserPool {
  return { pk, id, pool: parse(userPoolShape, json) };
}

function clientOf({ pk, id, json }: Row): StoredClient {
  return { pk, id, client: parse(clientShape, json) };
}

function groupOf({ pk, json }: Row): StoredGroup {
  return { pk, group: parse(groupShape, json) };
}

function parse<S extends Shape>(shape: S, text: string): Value<S> {
  return validate(shape, JSON.parse(text) as unknown);
}
