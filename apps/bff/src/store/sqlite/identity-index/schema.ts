/**
 * Every scan writes two tables of its own, named by its number, so that readers see the latest complete scan untouched
 * until the next one takes its place in one step:
 *
 * - `staged_N`, while it lists: what AWS listed in both passes, as it came, without any index, so that a page costs a
 *   fraction of a millisecond.
 * - `identities_N`, when everything is listed: each identity once, numbered in the order of the ids, with an index for
 *   each sort (see scans/build.ts).
 *
 * Ids are the 16 bytes of the UUID (the region is the pool's), times milliseconds since 1970 or `unknownTime`. `class`
 * says in one number what the filters ask for: see identity-class.ts.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE pools (
    pool INTEGER PRIMARY KEY,
    connection_id TEXT NOT NULL,
    pool_id TEXT NOT NULL,
    latest INTEGER,
    version INTEGER NOT NULL DEFAULT 0,
    UNIQUE (connection_id, pool_id)
  ) STRICT;

  -- Every set of logins that occurs in a pool, as a sorted JSON array.
  CREATE TABLE login_sets (
    login_set INTEGER PRIMARY KEY,
    pool INTEGER NOT NULL REFERENCES pools ON DELETE CASCADE,
    logins TEXT NOT NULL,
    UNIQUE (pool, logins)
  ) STRICT;

  CREATE TABLE scans (
    scan INTEGER PRIMARY KEY AUTOINCREMENT,
    pool INTEGER NOT NULL REFERENCES pools ON DELETE CASCADE,
    scan_id TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    pass TEXT NOT NULL DEFAULT 'all',
    next_token TEXT,
    listed INTEGER NOT NULL DEFAULT 0,
    found INTEGER,
    is_complete INTEGER NOT NULL DEFAULT 0,
    -- The first staged row of the second pass.
    enabled_from INTEGER,
    -- How much of the space of ids is in identities_N; NULL before that table exists.
    built_to INTEGER,
    finished_at INTEGER,
    appeared INTEGER,
    gone INTEGER,
    is_first INTEGER,
    UNIQUE (pool, scan_id)
  ) STRICT;

  -- Of complete scans, kept right when identities are forgotten.
  CREATE TABLE class_counts (
    scan INTEGER NOT NULL REFERENCES scans ON DELETE CASCADE,
    class INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (scan, class)
  ) STRICT, WITHOUT ROWID;

  -- Deleted while the scan was under way, which may have listed them before.
  CREATE TABLE forgotten (
    scan INTEGER NOT NULL REFERENCES scans ON DELETE CASCADE,
    id BLOB NOT NULL,
    PRIMARY KEY (scan, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE saved_filters (
    saved_filter INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    filter TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- How far in staged_N the second pass has come.
  ALTER TABLE scans ADD COLUMN compared_to INTEGER NOT NULL DEFAULT 0;
  -- What is under way has a staged_N of the older kind. Under this name nobody finds it: its job begins anew.
  UPDATE scans SET scan_id = scan_id || ' begun by an older version' WHERE finished_at IS NULL;
  `,
  `
  -- How much of the space of ids in identities_N has what the second pass says; it is made of the first one.
  ALTER TABLE scans ADD COLUMN settled_to INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- The two passes may be under way at once: each has its own place.
  ALTER TABLE scans RENAME COLUMN next_token TO all_token;
  ALTER TABLE scans RENAME COLUMN listed TO all_listed;
  ALTER TABLE scans ADD COLUMN all_is_complete INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE scans ADD COLUMN enabled_token TEXT;
  ALTER TABLE scans ADD COLUMN enabled_listed INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE scans ADD COLUMN enabled_is_complete INTEGER NOT NULL DEFAULT 0;
  UPDATE scans SET all_is_complete = 1, enabled_is_complete = 1 WHERE finished_at IS NOT NULL;
  ALTER TABLE scans DROP COLUMN pass;
  ALTER TABLE scans DROP COLUMN found;
  ALTER TABLE scans DROP COLUMN is_complete;
  ALTER TABLE scans DROP COLUMN enabled_from;
  ALTER TABLE scans DROP COLUMN settled_to;
  UPDATE scans SET scan_id = scan_id || ' begun by an older version' WHERE finished_at IS NULL;
  `,
  `
  -- Both passes are staged as they come.
  ALTER TABLE scans DROP COLUMN compared_to;
  UPDATE scans SET scan_id = scan_id || ' begun by an older version' WHERE finished_at IS NULL;
  `,
];

/** Sorts before every date. */
export const unknownTime = -1;

export function stagedTable(scan: number): string {
  return `staged_${scan}`;
}

export function identitiesTable(scan: number): string {
  return `identities_${scan}`;
}

/** The index that is ordered by class, this date, the other date and then the id. */
export function dateIndex(scan: number, by: 'created' | 'modified'): string {
  return `identities_${scan}_${by}`;
}
