import type { z } from 'zod';

/** An entry of a map of AWS as a row of a form. */
export interface MapRow {
  key: string;
  value: string;
}

/** What is wrong with a row. */
export interface MapRowError {
  index: number;
  part: keyof MapRow;
  message: string;
}

export function rowsOf(map: Readonly<Record<string, string>>): MapRow[] {
  return Object.entries(map).map(([key, value]) => ({ key, value }));
}

export function mapOf(rows: readonly MapRow[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** What is wrong with rows that will be a map of `schema`, row by row; each key can be used once. `noun` is what one row is. */
export function mapRowErrors(schema: z.ZodType, rows: readonly MapRow[], noun: string): MapRowError[] {
  return rows.flatMap(({ key, value }, index) => {
    const errors = entryErrors(schema, key, value).map((error) => ({ ...error, index }));
    const isRepeated = key !== '' && rows.findIndex((row) => row.key === key) < index;
    if (!isRepeated) return errors;
    const message = `Another ${noun} has this key already. Each key can be used once.`;
    return [{ index, part: 'key', message } as const, ...errors.filter(({ part }) => part !== 'key')];
  });
}

function entryErrors(schema: z.ZodType, key: string, value: string): Omit<MapRowError, 'index'>[] {
  const issues = schema.safeParse(Object.fromEntries([[key, value]])).error?.issues ?? [];
  const found = issues.map((issue): Omit<MapRowError, 'index'> => {
    if (issue.code === 'invalid_key') return { part: 'key', message: issue.issues[0]?.message ?? issue.message };
    // A refused key is reported on its entry.
    return { part: issue.code === 'custom' ? 'key' : 'value', message: issue.message };
  });
  return found.filter((error, index) => found.findIndex(({ part }) => part === error.part) === index);
}
