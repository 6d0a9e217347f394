/** What is kept of a session: SHA-256 in base64url, which can't be used to sign in. Times are milliseconds since 1970. */
export interface StoredSession {
  /** Of the cookie. */
  readonly key: string;
  readonly csrfHash: string;
  readonly createdAt: number;
  readonly lastSeen: number;
  /** By connection: whether this session may change nothing there. Where it did not choose, there is nothing. */
  readonly readOnlyChoices: ReadonlyMap<string, boolean>;
}

/** Sessions and the sign-in link that opens the next one. Every method throws a StoreError where it can't be used. */
export interface Sessions {
  /** The new link, as its hash, is the only one. */
  replaceLink(tokenHash: string, expiresAt: number): Promise<void>;
  /**
   * Uses up the link and opens the session in one step, whichever console asks; keeps the `max` youngest sessions.
   * False: there is no such link when the session is created.
   */
  open(tokenHash: string, session: Omit<StoredSession, 'readOnlyChoices'>, max: number): Promise<boolean>;
  find(key: string): Promise<StoredSession | undefined>;
  touch(key: string, now: number): Promise<void>;
  end(key: string): Promise<void>;
  /** Nothing happens where the session has ended. */
  chooseReadOnly(key: string, connectionId: string, readOnly: boolean): Promise<void>;
}
