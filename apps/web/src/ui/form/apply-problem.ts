import type { Problem } from '@lifeguard/shared/api/problem';
import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';

/**
 * Puts the field errors of a problem on the fields of a form. `toField` translates the path of the request to the name
 * of the field, and gives undefined where the form has none. What could not be placed comes back, to be shown above
 * the form: no message is lost.
 */
export function applyProblem<V extends FieldValues>(
  problem: Problem,
  setError: UseFormSetError<V>,
  toField: (path: string) => FieldPath<V> | undefined,
): { placed: FieldPath<V>[]; unplaced: string[] } {
  const placed: FieldPath<V>[] = [];
  const unplaced: string[] = [];
  for (const [path, messages] of Object.entries(problem.fields ?? {})) {
    const field = toField(path);
    const message = messages.join(' ');
    if (field === undefined) {
      unplaced.push(`${path}: ${message}`);
      continue;
    }
    setError(field, { type: 'server', message }, { shouldFocus: placed.length === 0 });
    placed.push(field);
  }
  return { placed, unplaced };
}
