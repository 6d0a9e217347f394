import { storageHeader } from '@lifeguard/shared/api/storage';

const listeners = new Set<() => void>();
let told = '';

/** Every answer of the BFF says which of its stores fail, if any. */
export function noteStorage(headers: Headers): void {
  const now = headers.get(storageHeader) ?? '';
  if (now === told) return;
  told = now;
  for (const listener of listeners) listener();
}

/** The stores that fail, as the latest answer told it: `jobs=full`. */
export function storageTold(): string {
  return told;
}

export function subscribeToStorage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
