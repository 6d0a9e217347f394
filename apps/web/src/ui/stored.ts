import { useState } from 'react';
import type { z } from 'zod';

/** A preference in the storage of this browser. A value that does not fit the schema counts as not set. */
export function readStored<S extends z.ZodType>(storage: Storage, key: string, schema: S): z.output<S> | undefined {
  try {
    const text = storage.getItem(key);
    if (text === null) return undefined;
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON, or the browser refuses storage: as if nothing was kept.
    return undefined;
  }
}

export function writeStored(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or refused; the preference then lasts until the page is left.
  }
}

export function useStored<S extends z.ZodType>(key: string, schema: S, fallback: z.output<S>) {
  const [value, setValue] = useState<z.output<S>>(() => readStored(localStorage, key, schema) ?? fallback);
  function store(next: z.output<S>) {
    setValue(next);
    writeStored(localStorage, key, next);
  }
  return [value, store] as const;
}
