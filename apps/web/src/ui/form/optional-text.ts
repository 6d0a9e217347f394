import { z } from 'zod';

/** Trimmed text that may be left empty, and is otherwise of `schema`. */
export function optionalText(schema: z.ZodString) {
  return z
    .string()
    .trim()
    .pipe(z.union([z.literal(''), schema]));
}
