import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { asPattern, expandVariables, matchesArn, matchesPattern, patternText } from './pattern.ts';

const context = {
  values: new Map([
    ['aws:username', ['ann']],
    ['odd', ['a*b?']],
    ['many', ['x', 'y']],
    ['empty', []],
  ]),
  isKnown: (key: string) => ['aws:username', 'odd', 'many', 'empty', 'absent'].includes(key),
};

function expand(text: string, hasVariables = true) {
  return expandVariables(text, { context, hasVariables });
}

function matches(text: string, value: string): boolean {
  const expansion = expand(text);
  return expansion.outcome === 'pattern' && matchesPattern(expansion.pattern, value);
}

describe('matchesPattern', () => {
  it.each<[string, string, boolean]>([
    ['', '', true],
    ['*', '', true],
    ['*', 'a/b:c', true],
    ['?', '', false],
    ['?', '😀', true],
    ['a*', 'ab', true],
    ['a*', 'ba', false],
    ['*a*b', 'xaybzb', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['A', 'a', false],
    ['a.c', 'abc', false],
    ['a', 'ab', false],
  ])('%j against %j: %s', (pattern, value, expected) => {
    expect(matchesPattern(asPattern(pattern), value)).toBe(expected);
  });

  it('agrees with a regular expression', () => {
    const text = (...letters: string[]) => fc.array(fc.constantFrom(...letters), { maxLength: 10 });
    fc.assert(
      fc.property(text('a', 'b', '*', '?'), text('a', 'b'), (letters, value) => {
        const oracle = letters.map((letter) => ({ '*': '.*', '?': '.' })[letter] ?? letter).join('');
        const pattern = asPattern(letters.join(''));
        expect(matchesPattern(pattern, value.join(''))).toBe(new RegExp(`^${oracle}$`).test(value.join('')));
      }),
    );
  });

  it('is quick where a regular expression would take for ever', () => {
    expect(matchesPattern(asPattern(`${'*a'.repeat(40)}b`), 'a'.repeat(2000))).toBe(false);
  });
});

describe('matchesArn', () => {
  it.each<[string, string, boolean]>([
    ['arn:aws:iam::123456789012:role/x', 'arn:aws:iam::123456789012:role/x', true],
    ['arn:aws:iam::*:role/*', 'arn:aws:iam::123456789012:role/a/b', true],
    ['arn:*:role/x', 'arn:aws:iam::123456789012:role/x', false],
    ['arn:aws:cognito-identity:*:1:identitypool/*', 'arn:aws:cognito-identity:eu:1:identitypool/eu:a-b', true],
    ['arn:aws:*:::b', 'arn:aws:s3:::b', true],
    ['*', 'arn:aws:s3:::b', false],
  ])('%s against %s: %s', (pattern, arn, expected) => {
    expect(matchesArn(asPattern(pattern), arn)).toBe(expected);
  });
});

describe('expandVariables', () => {
  it.each<[string, string]>([
    ['home/${aws:username}/*', 'home/ann/*'],
    ['${AWS:UserName}', 'ann'],
    ["${absent, 'nobody'}", 'nobody'],
    ["${empty, 'nobody'}", 'nobody'],
    ["${aws:username, 'nobody'}", 'ann'],
    ['${*}${?}${$}{x}', '*?${x}'],
    ['a$b}', 'a$b}'],
  ])('%s becomes %s', (text, expected) => {
    const expansion = expand(text);
    expect(expansion.outcome === 'pattern' ? patternText(expansion.pattern) : expansion.outcome).toBe(expected);
  });

  it.each<[string, string]>([
    ['${absent}', 'unresolved'],
    ['${many}', 'unresolved'],
    ["${many, 'x'}", 'unresolved'],
    ['${}', 'unresolved'],
    ['${aws:username', 'pattern'],
    ['${aws:CurrentTime}', 'unknown-key'],
    ["${aws:CurrentTime, 'x'}", 'unknown-key'],
  ])('%s is %s', (text, expected) => {
    expect(expand(text).outcome).toBe(expected);
  });

  it('takes wildcards of a value literally', () => {
    expect(matches('${odd}', 'a*b?')).toBe(true);
    expect(matches('${odd}', 'axxbx')).toBe(false);
    expect(matches('${odd}*', 'a*b?c')).toBe(true);
    expect(matches('${*}', 'a')).toBe(false);
    expect(matches('${*}', '*')).toBe(true);
  });

  it('leaves everything in the old version, which has no variables', () => {
    expect(expand('${aws:username}', false)).toEqual({
      outcome: 'pattern',
      pattern: [{ text: '${aws:username}', isLiteral: false }],
    });
  });
});
