import type { SqliteFile } from '@lifeguard/sqlite/file';

/** An event as it is kept. `event` is the JSON text that CloudTrail shows, `resources` JSON too. */
export interface StoredEvent {
  readonly region: string;
  /** Whole seconds since the epoch. */
  readonly timeSeconds: number;
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly isRead: boolean;
  readonly username: string;
  readonly accessKeyId: string;
  readonly resources: string;
  readonly event: string;
}

/** What can be looked for: one of these at a time. */
const conditions = {
  AccessKeyId: 'access_key_id = ?',
  EventId: 'id = ?',
  EventName: 'name = ?',
  EventSource: 'source = ?',
  ReadOnly: "iif(is_read, 'true', 'false') = ?",
  ResourceName: "EXISTS (SELECT 1 FROM json_each(resources) WHERE value ->> 'ResourceName' = ?)",
  ResourceType: "EXISTS (SELECT 1 FROM json_each(resources) WHERE value ->> 'ResourceType' = ?)",
  Username: 'username = ?',
} as const;
export type LookupKey = keyof typeof conditions;

export function isLookupKey(key: string): key is LookupKey {
  return Object.hasOwn(conditions, key);
}

/** Where a page of events ends: the next one goes on with what is older. */
export interface EventPosition {
  readonly timeSeconds: number;
  readonly pk: number;
}

export interface EventQuery {
  readonly region: string;
  /** In seconds, both included. */
  readonly from: number;
  readonly to: number;
  readonly attribute: { readonly key: LookupKey; readonly value: string } | undefined;
  readonly after: EventPosition | undefined;
  readonly limit: number;
}

interface Row {
  readonly pk: number;
  readonly region: string;
  readonly time_s: number;
  readonly id: string;
  readonly source: string;
  readonly name: string;
  readonly is_read: number;
  readonly username: string;
  readonly access_key_id: string;
  readonly resources: string;
  readonly event: string;
}

/** How long AWS keeps them, and how many are kept here at most. */
export const keptSeconds = 90 * 24 * 60 * 60;
const keptEvents = 100_000;
/** Old ones go each time that so many new ones have come. */
const chunk = 1000;

/** Management events of all regions. */
export class EventStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(event: StoredEvent): void {
    const { key } = this.#sqlite.run(
      `INSERT INTO trail_events (region, time_s, id, source, name, is_read, username, access_key_id, resources, event)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      event.region,
      event.timeSeconds,
      event.id,
      event.source,
      event.name,
      event.isRead ? 1 : 0,
      event.username,
      event.accessKeyId,
      event.resources,
      event.event,
    );
    if (key % chunk !== 0) return;
    this.#sqlite.run('DELETE FROM trail_events WHERE pk <= ?', key - keptEvents);
    this.#sqlite.run('DELETE FROM trail_events WHERE time_s < ?', event.timeSeconds - keptSeconds);
  }

  /** The newest first. */
  find({ region, from, to, attribute, after, limit }: EventQuery): (StoredEvent & EventPosition)[] {
    const { timeSeconds, pk } = after ?? { timeSeconds: Number.MAX_SAFE_INTEGER, pk: 0 };
    const condition = attribute === undefined ? '' : `AND ${conditions[attribute.key]}`;
    return this.#sqlite
      .all<Row>(
        `SELECT * FROM trail_events WHERE region = ? AND time_s BETWEEN ? AND ? AND (time_s, pk) < (?, ?) ${condition}
         ORDER BY time_s DESC, pk DESC LIMIT ?`,
        region,
        from,
        to,
        timeSeconds,
        pk,
        ...(attribute === undefined ? [] : [attribute.value]),
        limit,
      )
      .map(eventOf);
  }
}

function eventOf({ time_s, is_read, access_key_id, ...row }: Row): StoredEvent & EventPosition {
  return { ...row, timeSeconds: time_s, isRead: is_read === 1, accessKeyId: access_key_id };
}
