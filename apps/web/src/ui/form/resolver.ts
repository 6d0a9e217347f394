import { type FieldErrors, type FieldPath, type FieldValues, get, type Resolver, set } from 'react-hook-form';
import type { z } from 'zod';

/** A field and what is wrong with it. */
export type FieldProblem<V extends FieldValues> = readonly [FieldPath<V>, string];

/**
 * The resolver of a form that is checked as what it stands for, a request or a part of a pool; a form that is checked as it stands on the screen has that
 * of its schema. An error of a list as a whole stands beside those of its rows.
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

/** One message for each field: the first. */
export function firstByField<F extends string>(problems: Iterable<readonly [F, string]>): Map<F, string> {
  const first = new Map<F, string>();
  for (const [field, message] of problems) if (!first.has(field)) first.set(field, message);
  return first;
}

/** What a schema finds wrong. A wrong key of a map has the path of its entry, and `isKey`. */
export function issuesOf(schema: z.ZodType, value: unknown): { path: string; isKey: boolean; message: string }[] {
  return (schema.safeParse(value).error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    isKey: issue.code === 'invalid_key' || issue.code === 'custom',
    message: issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message,
  }));
}
