import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AwsError } from './errors.ts';
import { boolean, timestamp, integer, list, map, type Shape, string, type StringShape, structure } from './shape.ts';
import { validate } from './validation.ts';

const name = string({ min: 2, max: 4, pattern: '[a-z]+' });
const kind = string({ enum: ['A', 'B'] });
const person = structure({ Name: name, Kind: kind, Age: integer({ min: 0, max: 9 }) }, ['Name']);
const everything = structure(
  {
    Name: name,
    IsOn: boolean,
    Tags: map(string({ min: 1, max: 3 }), string({ max: 2 }), { max: 2 }),
    Names: list(name, { min: 1, max: 2 }),
    People: list(person),
    ByKey: map(string({}), structure({ Rules: list(person, { min: 1 }) }, [])),
  },
  [],
);

/** `validate` for any shape. The type of the value of just any shape is endless, so one is named. */
function check(shape: Shape, input: unknown, code?: string): unknown {
  return validate(shape as StringShape, input, code);
}

function refusal(shape: Shape, input: unknown, code?: string): { code: string; message: string } {
  try {
    check(shape, input, code);
  } catch (error) {
    if (error instanceof AwsError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('The value was accepted.');
}

/** The code of the refusal; empty where there is none. */
function codeOf(shape: Shape, input: unknown): string {
  try {
    check(shape, input);
    return '';
  } catch (error) {
    return error instanceof AwsError ? error.code : String(error);
  }
}

describe('a broken constraint', () => {
  it.each<[string, object, ...string[]]>([
    ['a length', { Name: 'abcde' }, "'abcde' at 'name'|Member must have length less than or equal to 4"],
    [
      'an empty text',
      { Name: '' },
      "'' at 'name'|Member must have length greater than or equal to 2",
      "'' at 'name'|Member must satisfy regular expression pattern: [a-z]+",
    ],
    ['a pattern', { Name: 'ab\n' }, "'ab\n' at 'name'|Member must satisfy regular expression pattern: [a-z]+"],
    [
      'a key of a map',
      { Tags: { long: 'a' } },
      "'{long=a}' at 'tags'|Map keys must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1]",
    ],
    [
      'a value of a map',
      { Tags: { a: 'abc' } },
      "'{a=abc}' at 'tags'|Map value must satisfy constraint: [Member must have length less than or equal to 2]",
    ],
    [
      'the size of a map',
      { Tags: { a: '', b: '', c: '' } },
      "'{a=, b=, c=}' at 'tags'|Member must have length less than or equal to 2",
    ],
    ['an empty list', { Names: [] }, "'[]' at 'names'|Member must have length greater than or equal to 1"],
    [
      'an item of a list',
      { Names: ['ok', 'X'] },
      "'[ok, X]' at 'names'|Member must satisfy constraint: [Member must have length less than or equal to 4, Member must have length greater than or equal to 2, Member must satisfy regular expression pattern: [a-z]+]",
    ],
    [
      'a member of the second structure of a list',
      { People: [{ Name: 'ok' }, { Name: 'ok', Kind: 'C' }] },
      "'C' at 'people.2.member.kind'|Member must satisfy enum value set: [A, B]",
    ],
    ['a missing member', { People: [{}] }, "null at 'people.1.member.name'|Member must not be null"],
    ['a required null', { People: [{ Name: null }] }, "null at 'people.1.member.name'|Member must not be null"],
    [
      'a number',
      { People: [{ Name: 'ok', Age: 10 }] },
      "'10' at 'people.1.member.age'|Member must have value less than or equal to 9",
    ],
    [
      'a negative number',
      { People: [{ Name: 'ok', Age: -1 }] },
      "'-1' at 'people.1.member.age'|Member must have value greater than or equal to 0",
    ],
    [
      'what lies in a map of structures',
      { ByKey: { 'a.b': { Rules: [{ Name: 'x' }] } } },
      "'x' at 'byKey.a.b.member.rules.1.member.name'|Member must have length greater than or equal to 2",
    ],
    [
      'several members',
      { Name: 'X', Names: [] },
      "'X' at 'name'|Member must have length greater than or equal to 2",
      "'X' at 'name'|Member must satisfy regular expression pattern: [a-z]+",
      "'[]' at 'names'|Member must have length greater than or equal to 1",
    ],
  ])('is told in the words of AWS: %s', (_name, input, ...failures) => {
    const told = failures.map((text) => `Value ${text.replace('|', ' failed to satisfy constraint: ')}`).join('; ');
    expect(refusal(everything, input)).toEqual({
      code: 'ValidationException',
      message: `${failures.length} validation error${failures.length === 1 ? '' : 's'} detected: ${told}`,
    });
  });

  it('has the code of its protocol', () => {
    expect(refusal(name, '', 'ValidationError').code).toBe('ValidationError');
  });

  it('shows a hostile depth of nesting as dots', () => {
    let nested: unknown = [];
    for (let level = 0; level < 50_000; level += 1) nested = [nested];
    const { message } = refusal(map(string({ max: 1 }), structure({}, [])), { long: { any: nested } });
    expect(message).toContain("Value '{long={any=[[[[[[[...]]]]]]]}}' at ''");
  });
});

describe('a wrong JSON type', () => {
  it.each<[unknown, string]>([
    [[], 'The request is not an object.'],
    ['text', 'The request is not an object.'],
    [null, 'The request is not an object.'],
    [{ Name: 7 }, "The value at 'name' is not a string."],
    [{ IsOn: 'true' }, "The value at 'isOn' is not a boolean."],
    [{ Tags: ['a'] }, "The value at 'tags' is not an object."],
    [{ Tags: { a: 1 } }, "The value at 'tags' is not a map of strings."],
    [{ Names: 'ab' }, "The value at 'names' is not a list."],
    [{ Names: [null] }, "The value at 'names' is not a list of strings."],
    [{ People: ['ab'] }, "The value at 'people.1.member' is not an object."],
    [{ People: [{ Name: 'ok', Age: 1.5 }] }, "The value at 'people.1.member.age' is not an integer."],
    [{ People: [{ Name: 'ok', Age: '1' }] }, "The value at 'people.1.member.age' is not an integer."],
  ])('is refused and never coerced: %j', (input, message) => {
    expect(refusal(everything, input)).toEqual({ code: 'SerializationException', message });
  });
});

describe('an accepted value', () => {
  it.each([
    ['drops members that are null', { Name: 'ok', IsOn: null }, { Name: 'ok' }],
    ['drops entries of a map that are null', { Tags: { a: null, b: 'x' } }, { Tags: { b: 'x' } }],
    ['drops members that its shape does not know', { Name: 'ok', Colour: 'red', pk: { a: 1 } }, { Name: 'ok' }],
    ['does not take inherited members for its own', Object.create({ Name: 'ok' }) as object, {}],
    ['counts code points', { Name: undefined, Tags: { '😀😀😀': '😀😀' } }, { Tags: { '😀😀😀': '😀😀' } }],
  ])('%s', (_name, input, expected) => {
    expect(validate(everything, input)).toEqual(expected);
  });

  it('keeps a key __proto__ as a key, in maps of texts and of structures', () => {
    const texts = structure({ Tags: map(string({}), string({})), ByKey: map(string({}), person) }, []);
    const input: unknown = JSON.parse(
      '{"Tags":{"__proto__":"x"},"ByKey":{"__proto__":{"Name":"ok","polluted":"yes"}}}',
    );
    const value = validate(texts, input);
    expect(JSON.stringify(value)).toBe('{"Tags":{"__proto__":"x"},"ByKey":{"__proto__":{"Name":"ok"}}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('any shape', () => {
  const limits = fc.record({ min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 3, max: 6 }) });
  const text = limits.map((limit) => string({ ...limit, pattern: '[\\w\\s]*' }));
  const shapes = fc.letrec<{ any: Shape }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.constant(kind),
      limits.map(integer),
      fc.constant(boolean),
      fc.constant(timestamp),
      fc.tuple(tie('any'), limits).map(([member, limit]) => list(member, limit)),
      fc.tuple(text, tie('any')).map(([key, value]) => map(key, value, { max: 3 })),
      fc
        .tuple(fc.dictionary(fc.stringMatching(/^[A-Z][a-z]{0,4}$/), tie('any'), { maxKeys: 3 }), fc.boolean())
        .map(([members, isRequired]) => structure(members, isRequired ? Object.keys(members) : [])),
    ),
  })).any;

  it('takes what it describes, and gives it back as it was', () => {
    const pairs = shapes.chain((shape) => fc.tuple(fc.constant(shape), valuesOf(shape)));
    fc.assert(
      fc.property(pairs, ([shape, value]) => {
        expect(check(shape, value)).toEqual(value);
      }),
    );
  });

  it('throws nothing but AWS’s two errors, whatever it is given', () => {
    fc.assert(
      fc.property(shapes, fc.oneof(fc.jsonValue(), fc.anything()), (shape, input) => {
        expect(['', 'ValidationException', 'SerializationException']).toContain(codeOf(shape, input));
      }),
    );
  });
});

/** Legal values of a shape. */
function valuesOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case 'string':
      if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
      return fc.string({
        unit: fc.constantFrom('a', 'Z', '0', '_', ' ', '\n'),
        minLength: shape.min ?? 0,
        maxLength: shape.max ?? 9,
      });
    case 'integer':
      return fc.integer({ min: shape.min ?? -9, max: shape.max ?? 9 });
    case 'timestamp':
      return fc.double({ min: 0, max: 1e10, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'list':
      return fc.array(valuesOf(shape.member), { minLength: shape.min ?? 0, maxLength: shape.max ?? 3 });
    case 'map':
      return fc
        .array(fc.tuple(valuesOf(shape.key).map(String), valuesOf(shape.value)), { maxLength: shape.max ?? 3 })
        .map((entries) => Object.fromEntries(entries));
    case 'structure': {
      const members = Object.fromEntries(
        Object.entries(shape.members).map(([key, member]) => [key, valuesOf(member)] as const),
      );
      return fc.record(members, { requiredKeys: [...shape.required] });
    }
  }
}
