import type { SqliteFile } from '@lifeguard/sqlite/file';

import type { Session } from '../../auth/account.ts';
import { integer, list, map, string, structure, type Value } from '../../protocol/shape.ts';
import { validate } from '../../protocol/validation.ts';

const text = string({});
const sessionShape = structure(
  {
    accessKeyId: text,
    secretAccessKey: text,
    sessionToken: text,
    expiresMs: integer({}),
    issuedMs: integer({}),
    roleArn: text,
    roleId: text,
    sessionName: text,
    sourceIdentity: text,
    principalTags: map(text, text),
    sessionPolicies: list(text),
    webIdentity: structure({ aud: text, sub: text, amr: list(text) }, ['aud', 'sub', 'amr']),
  },
  ['accessKeyId', 'secretAccessKey', 'sessionToken', 'expiresMs', 'roleArn', 'roleId', 'sessionName', 'principalTags'],
);

/** How long an expired session is remembered, so that its user is told that it has expired. */
const graceMs = 24 * 60 * 60 * 1000;

/** Temporary credentials, by access key. */
export class SessionStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert(session: Session, nowMs: number): void {
    this.#sqlite.run('DELETE FROM sessions WHERE expires_ms < ?', nowMs - graceMs);
    this.#sqlite.run(
      'INSERT INTO sessions (access_key_id, session, expires_ms) VALUES (?, ?, ?)',
      session.accessKeyId,
      JSON.stringify(session),
      session.expiresMs,
    );
  }

  find(accessKeyId: string): Session | undefined {
    const row = this.#sqlite.get<{ session: string }>(
      'SELECT session FROM sessions WHERE access_key_id = ?',
      accessKeyId,
    );
    if (row === undefined) return undefined;
    const session: Value<typeof sessionShape> = validate(sessionShape, JSON.parse(row.session) as unknown);
    return session;
  }
}
