import type { SqliteFile } from '@lifeguard/sqlite/file';

import { z } from 'zod';

/** An opaque login token that was made here, with what its provider would say of it. */
export interface LoginToken {
  readonly token: string;
  readonly provider: string;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly expiresMs: number;
}

const storedClaims = z.record(z.string(), z.unknown());

/** Tokens of providers whose tokens say nothing by themselves: Facebook, Amazon, Twitter, Digits. */
export class LoginTokenStore {
  readonly #sqlite: SqliteFile;

  constructor(sqlite: SqliteFile) {
    this.#sqlite = sqlite;
  }

  insert({ token, provider, claims, expiresMs }: LoginToken): void {
    this.#sqlite.run(
      'INSERT INTO login_tokens (token, provider, claims, expires_ms) VALUES (?, ?, ?, ?)',
      token,
      provider,
      JSON.stringify(claims),
      expiresMs,
    );
  }

  find(token: string): LoginToken | undefined {
    const row = this.#sqlite.get<{ token: string; provider: string; claims: string; expires_ms: number }>(
      'SELECT token, provider, claims, expires_ms FROM login_tokens WHERE token = ?',
      token,
    );
    if (row === undefined) return undefined;
    return {
      token: row.token,
      provider: row.provider,
      claims: storedClaims.parse(JSON.parse(row.claims)),
      expiresMs: row.expires_ms,
    };
  }
}
