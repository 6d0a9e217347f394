import { auditEntry, type AuditEntry } from '@lifeguard/shared/api/audit';

import type { KeptEntry } from '../store/audit.ts';

/** An entry as it stands in the log; undefined: what stands there is none, or one of a newer version. */
export function readEntry(kept: KeptEntry): AuditEntry | undefined {
  return auditEntry.safeParse(rawEntry(kept)).data;
}

/** The whole of what stands there, whatever it is. */
export function rawEntry({ text, seq, hash, prevHash }: KeptEntry): Readonly<Record<string, unknown>> {
  return { ...asObject(text), seq, prevHash, hash };
}

function asObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : { text };
  } catch {
    return { text };
  }
}
