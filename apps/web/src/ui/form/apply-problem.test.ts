import type { Problem } from '@lifeguard/shared/api/problem';
import { expect, it } from 'vitest';
import { applyProblem } from './apply-problem.ts';

interface Values {
  name: string;
  tags: { key: string; value: string }[];
}

function problemWith(fields: Record<string, string[]>): Problem {
  return { type: 'about:blank', title: 'Wrong input', status: 400, code: 'invalid_input', correlationId: 'c', fields };
}

function toField(path: string) {
  if (path === 'IdentityPoolName') return 'name' as const;
  return path === 'IdentityPoolTags.team' ? ('tags.0.value' as const) : undefined;
}

it('puts every message on its field, focuses the first, and gives back what has no field', () => {
  const calls: unknown[] = [];
  const result = applyProblem<Values>(
    problemWith({ Unknown: ['Odd.'], IdentityPoolName: ['Too long.', 'Wrong.'], 'IdentityPoolTags.team': ['Bad.'] }),
    (...args) => calls.push(args),
    toField,
  );
  expect(result).toEqual({ placed: ['name', 'tags.0.value'], unplaced: ['Unknown: Odd.'] });
  expect(calls).toEqual([
    ['name', { type: 'server', message: 'Too long. Wrong.' }, { shouldFocus: true }],
    ['tags.0.value', { type: 'server', message: 'Bad.' }, { shouldFocus: false }],
  ]);
});

it('does nothing where the problem names no fields', () => {
  const problem = problemWith({});
  delete problem.fields;
  expect(applyProblem<Values>(problem, () => expect.unreachable(), toField)).toEqual({ placed: [], unplaced: [] });
});
