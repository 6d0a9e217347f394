const storageKey = 'lifeguard.csrf';

export type SessionState = 'active' | 'absent' | 'ended';

const listeners = new Set<() => void>();
let state: SessionState = localStorage.getItem(storageKey) === null ? 'absent' : 'active';

// Another tab of this origin signed in or out.
window.addEventListener('storage', (event) => {
  if (event.key !== null && event.key !== storageKey) return;
  setState(localStorage.getItem(storageKey) === null ? 'ended' : 'active');
});

/** The value that proves to the BFF that a request comes from this page. The session itself is an HttpOnly cookie. */
export function csrfToken(): string | undefined {
  return localStorage.getItem(storageKey) ?? undefined;
}

export function startSession(csrf: string): void {
  localStorage.setItem(storageKey, csrf);
  setState('active');
}

/** `usedCsrf` is the token of the refused request: a newer session that another tab has begun stays. */
export function endSession(usedCsrf: string | undefined): void {
  const current = csrfToken();
  if (current !== undefined && current !== usedCsrf) return;
  localStorage.removeItem(storageKey);
  setState('ended');
}

export function sessionState(): SessionState {
  return state;
}

export function subscribeToSession(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setState(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}
