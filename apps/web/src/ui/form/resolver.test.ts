import { expect, it } from 'vitest';
import { z } from 'zod';
import { issuesOf, resolverOf } from './resolver.ts';

interface Values {
  name: string;
  rows: { key: string }[];
}

const values: Values = { name: '', rows: [{ key: 'a' }] };

function resolve(...problems: (readonly ['name' | 'rows' | 'rows.0.key', string])[]) {
  const resolver = resolverOf<Values>(() => problems);
  return resolver(values, undefined, { fields: {}, shouldUseNativeValidation: false });
}

it('gives the values back where nothing is wrong', () => {
  expect(resolve()).toEqual({ values, errors: {} });
});

it('shows the first message of each field, and that of a list beside those of its rows', () => {
  const error = (message: string) => ({ type: 'validate', message });
  const { errors } = resolve(['name', 'Short.'], ['name', 'Odd.'], ['rows.0.key', 'Taken.'], ['rows', 'Too many.']) as {
    errors: Record<string, unknown>;
  };
  expect(errors['name']).toEqual(error('Short.'));
  expect(errors['rows']).toEqual(Object.assign([{ key: error('Taken.') }], { root: error('Too many.') }));
});

it('finds the reason of a wrong key of a map', () => {
  const schema = z.object({ tags: z.record(z.string().min(1, 'Enter a key.'), z.string().max(1, 'Too long.')) });
  expect(issuesOf(schema, { tags: { '': 'a', b: 'bb' } })).toEqual([
    { path: 'tags.', isKey: true, message: 'Enter a key.' },
    { path: 'tags.b', isKey: false, message: 'Too long.' },
  ]);
});
