/** Management events, the newest at the end. The index serves a region's newest first: the rows end in the key by themselves. */
export const trail = `
  CREATE TABLE trail_events (
    pk INTEGER PRIMARY KEY,
    region TEXT NOT NULL,
    time_s INTEGER NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    is_read INTEGER NOT NULL,
    username TEXT NOT NULL,
    access_key_id TEXT NOT NULL,
    resources TEXT NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX trail_events_by_time ON trail_events (region, time_s);
`;
