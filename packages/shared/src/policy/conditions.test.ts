import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { evaluateCondition } from './conditions.ts';

const arn = 'arn:aws:iam::123456789012:role/app';

/** A request with `key` (no values: absent) and the text `name`; nothing else is known, but `gone` could be there. */
function outcome(operator: string, given: readonly string[], values: readonly string[], hasVariables = true) {
  const context = {
    values: new Map([
      ['key', given],
      ['name', ['ann']],
    ]),
    isKnown: (key: string) => ['key', 'name', 'gone'].includes(key),
  };
  return evaluateCondition({ operator, key: 'Key', values: [...values] }, { context, hasVariables });
}

describe('evaluateCondition', () => {
  it.each<[string, string, string[], string]>([
    ['StringEquals', 'a', ['a'], 'met'],
    ['StringEquals', 'a', ['A'], 'not-met'],
    ['StringEquals', 'a', ['b', 'a'], 'met'],
    ['StringEquals', 'a', ['*'], 'not-met'],
    ['StringNotEquals', 'a', ['a'], 'not-met'],
    ['StringNotEquals', 'a', ['b', 'a'], 'not-met'],
    ['StringNotEquals', 'a', ['b', 'c'], 'met'],
    ['StringEqualsIgnoreCase', 'a', ['A'], 'met'],
    ['StringEqualsIgnoreCase', 'a', ['b'], 'not-met'],
    ['StringNotEqualsIgnoreCase', 'a', ['A'], 'not-met'],
    ['StringNotEqualsIgnoreCase', 'a', ['b'], 'met'],
    ['StringLike', 'a/b', ['a*'], 'met'],
    ['StringLike', 'a/b', ['a?'], 'not-met'],
    ['StringNotLike', 'a/b', ['a*'], 'not-met'],
    ['StringNotLike', 'a/b', ['b*'], 'met'],
    ['ArnEquals', arn, ['arn:aws:iam::*:role/a*'], 'met'],
    ['ArnEquals', arn, ['arn:*:role/app'], 'not-met'],
    ['ArnLike', arn, ['arn:aws:iam::123456789012:role/app'], 'met'],
    ['ArnNotEquals', arn, ['arn:aws:iam::*:role/a*'], 'not-met'],
    ['ArnNotLike', arn, ['arn:aws:iam::*:role/b*'], 'met'],
    ['Bool', 'true', ['true'], 'met'],
    ['Bool', 'true', ['True'], 'met'],
    ['Bool', 'true', ['false'], 'not-met'],
    ['Bool', 'yes', ['true'], 'not-comparable'],
    ['Null', 'a', ['false'], 'met'],
    ['Null', 'a', ['true'], 'not-met'],
    ['Null', 'a', ['maybe'], 'not-comparable'],
    ['NumericEquals', '10', ['10.0'], 'met'],
    ['NumericEquals', '10', ['11', '12'], 'not-met'],
    ['NumericNotEquals', '10', ['10'], 'not-met'],
    ['NumericNotEquals', '10', ['11'], 'met'],
    ['NumericLessThan', '9', ['10'], 'met'],
    ['NumericLessThan', '10', ['10'], 'not-met'],
    ['NumericLessThanEquals', '10', ['10'], 'met'],
    ['NumericLessThanEquals', '11', ['10'], 'not-met'],
    ['NumericGreaterThan', '10', ['9'], 'met'],
    ['NumericGreaterThan', '10', ['10'], 'not-met'],
    ['NumericGreaterThanEquals', '10', ['10'], 'met'],
    ['NumericGreaterThanEquals', '-1', ['0'], 'not-met'],
    ['NumericEquals', '0x10', ['16'], 'not-comparable'],
    ['NumericNotEquals', '10', ['ten'], 'not-comparable'],
    ['DateEquals', '2026-01-01T00:00:00Z', ['2026-01-01T01:00:00+01:00'], 'met'],
    ['DateEquals', '2026-01-01', ['1767225600'], 'met'],
    ['DateNotEquals', '2026-01-01T00:00:00Z', ['2026-01-01T00:00:00Z'], 'not-met'],
    ['DateNotEquals', '2026-01-01T00:00:00Z', ['2026-01-02T00:00:00Z'], 'met'],
    ['DateLessThan', '2026-01-01T00:00:00Z', ['2026-01-02'], 'met'],
    ['DateLessThanEquals', '2026-01-02T00:00:00Z', ['2026-01-01'], 'not-met'],
    ['DateGreaterThan', '2026-01-01T00:00:00.5Z', ['2026-01-01T00:00:00Z'], 'met'],
    ['DateGreaterThanEquals', '2026-01-01T00:00:00Z', ['2026-01-01T00:00:00Z'], 'met'],
    ['DateEquals', 'Jan 1 2026', ['2026-01-01'], 'not-comparable'],
    ['DateEquals', '2026-13-01', ['2026-01-01'], 'not-comparable'],
  ])('%s of %s with %j: %s', (operator, given, values, expected) => {
    expect(outcome(operator, [given], values)).toBe(expected);
    if (operator === 'Null') return;
    expect(outcome(`${operator}IfExists`, [given], values)).toBe(expected);
    expect(outcome(`ForAnyValue:${operator}`, [given], values)).toBe(expected);
    expect(outcome(`ForAllValues:${operator}`, [given], values)).toBe(expected);
  });

  it.each<[string, string]>([
    ['StringEquals', 'not-met'],
    ['StringNotEquals', 'met'],
    ['ArnNotLike', 'met'],
    ['NumericNotEquals', 'met'],
    ['DateLessThan', 'not-met'],
    ['Bool', 'not-met'],
    ['Null', 'met'],
    ['StringEqualsIfExists', 'met'],
    ['ForAnyValue:StringEquals', 'not-met'],
    ['ForAnyValue:StringNotEquals', 'not-met'],
    ['ForAnyValue:StringEqualsIfExists', 'met'],
    ['ForAllValues:StringEquals', 'met'],
    ['ForAllValues:StringNotEquals', 'met'],
  ])('%s of an absent key: %s', (operator, expected) => {
    expect(outcome(operator, [], ['true'])).toBe(expected);
  });

  it.each<[string, string[], string[], string]>([
    ['ForAnyValue:StringEquals', ['a', 'b'], ['b', 'c'], 'met'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], 'not-met'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b', 'c'], 'met'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a'], 'not-met'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a'], 'met'],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], 'not-met'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['a'], 'not-met'],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c'], 'met'],
    ['ForAnyValue:NumericEquals', ['1', 'x'], ['1'], 'not-comparable'],
    ['StringEquals', ['a', 'b'], ['a'], 'not-comparable'],
    ['StringNotEquals', ['a', 'b'], ['c'], 'not-comparable'],
    ['Null', ['a', 'b'], ['false'], 'met'],
  ])('%s of %j with %j: %s', (operator, given, values, expected) => {
    expect(outcome(operator, given, values)).toBe(expected);
  });

  it.each([
    'IpAddress',
    'stringequals',
    'StringEqual',
    'NullIfExists',
    'ForAnyValue:Null',
    'ForSomeValue:StringEquals',
    'StringEqualsIfExistsIfExists',
    'constructor',
    '',
  ])('does not know the operator %j', (operator) => {
    expect(outcome(operator, ['a'], ['a'])).toBe('unknown-operator');
  });

  it('does not know a key that the caller does not', () => {
    const context = { values: new Map([['key', ['a']]]), isKnown: () => false };
    for (const operator of ['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'Null']) {
      expect(evaluateCondition({ operator, key: 'key', values: ['true'] }, { context, hasVariables: true })).toBe(
        'unknown-key',
      );
    }
  });

  it.each<[string, string[], string]>([
    ['StringEquals', ['${name}'], 'met'],
    ['StringLike', ['a${name}', '${Name}*'], 'met'],
    ['StringEquals', ['${gone}'], 'not-met'],
    ['StringNotEquals', ['${gone}'], 'met'],
    ['StringEquals', ["${gone, 'ann'}"], 'met'],
    ['StringEquals', ['ann', '${unknown}'], 'unknown-key'],
    ['NumericEquals', ['${name}'], 'not-comparable'],
  ])('replaces variables: %s with %j: %s', (operator, values, expected) => {
    expect(outcome(operator, ['ann'], values)).toBe(expected);
  });

  it('replaces no variables in the old version', () => {
    expect(outcome('StringEquals', ['ann'], ['${name}'], false)).toBe('not-met');
    expect(outcome('StringEquals', ['${name}'], ['${name}'], false)).toBe('met');
  });

  it('says of a negated operator the opposite for one value, and never throws', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', '*', '${name}', '${gone}', '1', arn), { minLength: 1 });
    const opposite = { met: 'not-met', 'not-met': 'met' } as const;
    fc.assert(
      fc.property(fc.constantFrom('Equals', 'Like', 'EqualsIgnoreCase'), texts, fc.string(), (name, values, given) => {
        const said = outcome(`String${name}`, [given], values);
        expect(said === 'met' || said === 'not-met' ? opposite[said] : said).toBe(
          outcome(`StringNot${name}`, [given], values),
        );
      }),
    );
  });
});
