import type { Problem } from '@lifeguard/shared/api/problem';
import { sessionEndpoints } from '@lifeguard/shared/api/session';
import { useSyncExternalStore } from 'react';
import { toProblem } from '#api/api-error.ts';
import { call } from '#api/call.ts';
import { startSession } from '#api/session.ts';

interface SignIn {
  isExchanging: boolean;
  /** Why the last link did not sign in. */
  problem: Problem | undefined;
}

const wantedKey = 'lifeguard.wanted';
const listeners = new Set<() => void>();
let current: SignIn = { isExchanging: false, problem: undefined };

/**
 * Takes the token out of the address bar, so that it is neither seen, shared nor kept, and trades it for a session.
 * A link opened in a tab that already shows the console changes only the fragment, hence the listener.
 */
export function watchForSignInLinks(): void {
  signInFromLocation();
  window.addEventListener('hashchange', signInFromLocation);
}

export function useSignIn(): SignIn {
  return useSyncExternalStore(subscribe, () => current);
}

/** Remembers the page that needed a session; the sign-in link itself leads to the start page. */
export function rememberWanted(): void {
  const { pathname, search } = window.location;
  if (pathname !== '/') sessionStorage.setItem(wantedKey, pathname + search);
}

function signInFromLocation(): void {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('t');
  if (token === null) return;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  void exchange(token);
}

async function exchange(token: string): Promise<void> {
  update({ isExchanging: true, problem: undefined });
  try {
    const { csrf } = await call(sessionEndpoints.exchange, { body: { token } });
    goToWanted();
    startSession(csrf);
    update({ isExchanging: false, problem: undefined });
  } catch (error) {
    update({ isExchanging: false, problem: toProblem(error) });
  }
}

function goToWanted(): void {
  const wanted = sessionStorage.getItem(wantedKey);
  sessionStorage.removeItem(wantedKey);
  if (wanted !== null && window.location.pathname === '/') window.history.replaceState(null, '', wanted);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function update(next: SignIn): void {
  current = next;
  for (const listener of listeners) listener();
}
