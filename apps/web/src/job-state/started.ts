import { z } from 'zod';
import { readStored, writeStored } from '#ui/stored.ts';

const storageKey = 'lifeguard.started-jobs';
const ids = z.array(z.uuid());

/** The jobs that were started in this tab: it tells when they end. Kept over reloads. */
export function rememberStarted(jobId: string): void {
  writeStored(sessionStorage, storageKey, [jobId, ...started()].slice(0, 50));
}

/** Whether this tab has started the job, answered once: afterwards it is forgotten. */
export function takeStarted(jobId: string): boolean {
  const known = started();
  if (!known.includes(jobId)) return false;
  writeStored(
    sessionStorage,
    storageKey,
    known.filter((id) => id !== jobId),
  );
  return true;
}

function started(): string[] {
  return readStored(sessionStorage, storageKey, ids) ?? [];
}
