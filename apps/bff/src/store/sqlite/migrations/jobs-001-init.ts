/**
 * Items have no foreign key: those of a removed job go in chunks, and a cascade would take them all at once. That an identity is on a list once
 * is for its sources to see to: an index over the ids would take as long as deleting them.
 */
export const init = `
  CREATE TABLE jobs (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    pool_id TEXT NOT NULL,
    pool_name TEXT NOT NULL,
    account TEXT NOT NULL,
    task TEXT NOT NULL,
    idempotency_key TEXT UNIQUE,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    phase TEXT,
    done INTEGER NOT NULL DEFAULT 0,
    total INTEGER,
    message TEXT,
    command TEXT,
    resumes_at INTEGER,
    is_cancelling INTEGER NOT NULL DEFAULT 0,
    is_removed INTEGER NOT NULL DEFAULT 0,
    stops INTEGER NOT NULL DEFAULT 0,
    frozen INTEGER NOT NULL DEFAULT 0,
    deleted INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    scan TEXT,
    file TEXT
  ) STRICT;
  CREATE INDEX jobs_of_connection ON jobs (connection_id, key);
  CREATE INDEX jobs_in_state ON jobs (state, key);
  CREATE TABLE job_items (
    job INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    identity_id TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    code TEXT,
    PRIMARY KEY (job, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX job_items_open ON job_items (job, attempts, seq) WHERE state = 'pending';
  CREATE INDEX job_items_failed ON job_items (job, seq) WHERE state = 'failed';
  CREATE INDEX job_items_inflight ON job_items (job, seq) WHERE state = 'inflight';`;
