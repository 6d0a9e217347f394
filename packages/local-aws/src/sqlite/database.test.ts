import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { init } from './migrations/001-init.ts';
import { Store } from '../store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'local-aws-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('data of the first version is kept, and can be used by what came later', () => {
  const old = new DatabaseSync(path.join(folder, 'local-aws.sqlite'));
  old.exec(init);
  old.exec(`
    PRAGMA user_version = 1;
    INSERT INTO pools (id, region, settings, tags) VALUES
      ('us-east-1:1', 'us-east-1', '{"IdentityPoolName":"old","AllowUnauthenticatedIdentities":true}', '{"team":"blue"}');
    INSERT INTO identities (id, pool_pk, created_ms, modified_ms) VALUES ('us-east-1:2', 1, 5, 5);
  `);
  old.close();

  const store = new Store(folder);
  const pool = store.pools.find('us-east-1:1');
  expect(pool).toMatchObject({ settings: { IdentityPoolName: 'old' }, tags: { team: 'blue' } });
  expect(store.identities.find('us-east-1:2')).toMatchObject({ poolId: 'us-east-1:1', createdMs: 5, providers: [] });
  store.principalTags.set(pool?.pk ?? 0, 'graph.facebook.com', { UseDefaults: true, PrincipalTags: {} });
  expect(store.principalTags.find(pool?.pk ?? 0, 'graph.facebook.com')).toEqual({
    UseDefaults: true,
    PrincipalTags: {},
  });
  store.close();
});

test('data of a newer version is refused, and not touched', () => {
  const newer = new DatabaseSync(path.join(folder, 'local-aws.sqlite'));
  newer.exec('PRAGMA user_version = 1000');
  newer.close();
  expect(() => new Store(folder)).toThrow('newer version');
});
