/** Everything is kept as SHA-256: what stands here can't be used to sign in. Times are milliseconds since 1970. */
export interface SessionRow {
  readonly idHash: Buffer;
  readonly csrfHash: Buffer;
  readonly createdAt: number;
  readonly lastSeen: number;
}

interface Session extends SessionRow {
  lastSeen: number;
  /** By connection: whether this session may change nothing there. */
  readonly readOnlyChoices: Map<string, boolean>;
}

/** Sessions and the sign-in link, in memory: they end with the process. */
export class SessionStore {
  /** By the hash of their id, the oldest first. */
  readonly #sessions = new Map<string, Session>();
  #link: { readonly tokenHash: Buffer; readonly expiresAt: number } | undefined;

  /** The new link is the only one. */
  replaceLink(tokenHash: Buffer, expiresAt: number): void {
    this.#link = { tokenHash, expiresAt };
  }

  /** Hash of the link, if it is still good at `now`. */
  liveLink(now: number): Buffer | undefined {
    return this.#link !== undefined && this.#link.expiresAt > now ? this.#link.tokenHash : undefined;
  }

  /** Uses up the link and opens the session in one step; keeps the `max` youngest sessions. False: the link was used. */
  openSession(tokenHash: Buffer, session: SessionRow, max: number): boolean {
    if (this.#link?.tokenHash.equals(tokenHash) !== true) return false;
    this.#link = undefined;
    this.#sessions.set(keyOf(session.idHash), { ...session, readOnlyChoices: new Map() });
    for (const key of [...this.#sessions.keys()].slice(0, -max)) this.#sessions.delete(key);
    return true;
  }

  find(idHash: Buffer): SessionRow | undefined {
    return this.#sessions.get(keyOf(idHash));
  }

  touch(idHash: Buffer, now: number): void {
    const session = this.#sessions.get(keyOf(idHash));
    if (session !== undefined) session.lastSeen = now;
  }

  end(idHash: Buffer): void {
    this.#sessions.delete(keyOf(idHash));
  }

  /** What this session chose for a connection; undefined where it did not choose. */
  readOnlyChoice(idHash: Buffer, connectionId: string): boolean | undefined {
    return this.#sessions.get(keyOf(idHash))?.readOnlyChoices.get(connectionId);
  }

  chooseReadOnly(idHash: Buffer, connectionId: string, readOnly: boolean): void {
    this.#sessions.get(keyOf(idHash))?.readOnlyChoices.set(connectionId, readOnly);
  }

  /** Every stored value as text, for the test that nothing here can be used to sign in. */
  dump(): string {
    const values = [...this.#sessions.values()].flatMap(({ readOnlyChoices, ...row }) => [
      ...Object.values(row),
      ...[...readOnlyChoices].flat(),
    ]);
    return [...Object.values(this.#link ?? {}), ...values]
      .map((value) => (Buffer.isBuffer(value) ? keyOf(value) : String(value)))
      .join('\n');
  }
}

function keyOf(hash: Buffer): string {
  return hash.toString('base64url');
}
