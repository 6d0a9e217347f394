import { z } from 'zod';
import { withoutTypedSecrets } from '#pool/providers/key-and-secret.ts';
import { readStored, writeStored } from '#ui/stored.ts';
import { poolOrigin } from './copy.ts';
import { emptyPool, poolFormValues, type PoolFormValues } from './form.ts';

const draft = z.object({
  values: z.unknown().transform(keptValues),
  /** Sent with the request, so that repeating it after a lost answer can't create a second pool. */
  idempotencyKey: z.string().catch(() => crypto.randomUUID()),
  origin: poolOrigin.optional().catch(undefined),
});
export type Draft = z.infer<typeof draft>;

/** What still fits of stored values: another version of the console may have written them, with other fields. The rest is empty. */
export function keptValues(stored: unknown): PoolFormValues {
  const given = isObject(stored) ? stored : {};
  const kept = Object.entries(poolFormValues.shape).map(([member, schema]) => {
    const empty: unknown = emptyPool[member as keyof PoolFormValues];
    const candidates = candidatesFor(given[member], schema, empty);
    return [member, candidates.find((value) => schema.safeParse(value).success) ?? empty];
  });
  return poolFormValues.parse(Object.fromEntries(kept));
}

/** The value itself; of a list the rows that fit; of an object what it has, with what it lacks. */
function candidatesFor(value: unknown, schema: z.ZodType, empty: unknown): unknown[] {
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    const rows: z.ZodType = schema.element as z.ZodType;
    return [value.filter((row) => rows.safeParse(row).success)];
  }
  return isObject(value) && isObject(empty) ? [value, { ...empty, ...value }] : [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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
