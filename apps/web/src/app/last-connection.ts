const storageKey = 'lifeguard.connection';

/** The connection that this browser used last; it is opened first. */
export function lastConnection(): string | undefined {
  return localStorage.getItem(storageKey) ?? undefined;
}

export function rememberConnection(connectionId: string): void {
  localStorage.setItem(storageKey, connectionId);
}
