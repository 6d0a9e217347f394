import { type FieldErrors, type FieldPath, type FieldValues, get, type Resolver, set } from 'react-hook-form';
import type { z } from 'zod';

/** A field and what is wrong with it. */
export type FieldProblem<V extends FieldValues> = readonly [FieldPath<V>, string];

/**
 * A resolver for forms whose values are checked as the request or the part of a pool that they stand for. Where a schema fits the values themselves, use
 * `zodResolver`. An error of a whole list is put beside those of its rows.
 */
export function resolverOf<V extends FieldValues>(problemsOf: (values: V) => Iterable<FieldProblem<V>>): Resolver<V> {
  return (values) => {
    const problems = firstByField(problemsOf(values));
    if (problems.size === 0) return { values, errors: {} };
    const errors: FieldErrors<V> = {};
    for (const [field, message] of problems) {
      set(errors, Array.isArray(get(values, field)) ? `${field}.root` : field, { type: 'validate', message });
    }
    return { values: {}, errors };
  };
}

/** The first message of each field. */
export function firstByField<F extends string>(problems: Iterable<readonly [F, string]>): Map<F, string> {
  const first = new Map<F, string>();
  for (const [field, message] of problems) if (!first.has(field)) first.set(field, message);
  return first;
}

/** The issues of a schema. That of a key of a map has the path of the entry, and `isKey`. */
export function issuesOf(schema: z.ZodType, value: unknown): { path: string; isKey: boolean; message: string }[] {
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    isKey: issue.code === 'invalid_key' || issue.code === 'custom',
    message: issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message,
  }));
}
