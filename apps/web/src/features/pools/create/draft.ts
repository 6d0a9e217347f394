import { z } from 'zod';
import { withoutTypedSecrets } from '#pool/providers/key-and-secret.ts';
import { readStored, writeStored } from '#ui/stored.ts';
import { poolOrigin } from './copy.ts';
import { poolFormValues } from './form.ts';

const draft = z.object({
  values: poolFormValues,
  /** Sent with the request, so that repeating it after a lost answer can't create a second pool. */
  idempotencyKey: z.string(),
  origin: poolOrigin.optional(),
});
export type Draft = z.infer<typeof draft>;

/** What was entered in the wizard, over reloads of this tab. Consumer secrets are never kept. */
export function readDraft(connectionId: string): Draft | undefined {
  return readStored(sessionStorage, keyOf(connectionId), draft);
}

export function writeDraft(connectionId: string, value: Draft): void {
  const values = { ...value.values, logins: withoutTypedSecrets(value.values.logins) };
  writeStored(sessionStorage, keyOf(connectionId), { ...value, values } satisfies Draft);
}

export function discardDraft(connectionId: string): void {
  sessionStorage.removeItem(keyOf(connectionId));
}

function keyOf(connectionId: string): string {
  return `lifeguard.draft.pool.${connectionId}`;
}
