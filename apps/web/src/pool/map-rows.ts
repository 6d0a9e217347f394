import type { z } from 'zod';
import { issuesOf } from '#ui/form/resolver.ts';

/** An entry of a map of AWS as a row of a form. */
export interface MapRow {
  key: string;
  value: string;
}

export function rowsOf(map: Readonly<Record<string, string>>): MapRow[] {
  return Object.entries(map).map(([key, value]) => ({ key, value }));
}

export function mapOf(rows: readonly MapRow[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/**
 * What is wrong with rows that will be a map of `schema`; each key can be used once. `field` is the list in its form, `noun` what one row is.
 */
export function mapRowProblems<F extends string>(
  field: F,
  schema: z.ZodType,
  rows: readonly MapRow[],
  noun: string,
): (readonly [`${F}.${number}.${keyof MapRow}`, string])[] {
  return rows.flatMap(({ key, value }, index) => {
    const isRepeated = key !== '' && rows.findIndex((row) => row.key === key) < index;
    return [
      ...(isRepeated
        ? [[`${field}.${index}.key`, `Another ${noun} has this key already. Each key can be used once.`] as const]
        : []),
      ...issuesOf(schema, Object.fromEntries([[key, value]])).map(
        ({ isKey, message }) => [`${field}.${index}.${isKey ? 'key' : 'value'}`, message] as const,
      ),
    ];
  });
}
