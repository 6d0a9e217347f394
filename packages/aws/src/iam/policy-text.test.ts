import { describe, expect, it } from 'vitest';

import { samePolicy } from './policy-text.ts';

const trust = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const web = 'sts:AssumeRoleWithWebIdentity';
const tag = 'sts:TagSession';
const allow = { Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action: web };

describe('two policy texts', () => {
  it.each([
    ['white space', trust(allow), JSON.stringify(JSON.parse(trust(allow)), undefined, 2)],
    ['the order of members', trust({ a: 1, b: 2 }), trust({ b: 2, a: 1 })],
    ['a list of one', trust(allow), trust({ ...allow, Action: [web] })],
    ['the order of a list', trust({ ...allow, Action: [web, tag] }), trust({ ...allow, Action: [tag, web] })],
    [
      'an account and its ARN',
      trust({ ...allow, Principal: { AWS: '123456789012' } }),
      trust({ ...allow, Principal: { AWS: ['arn:aws:iam::123456789012:root'] } }),
    ],
    [
      'a boolean and its text',
      trust({ Condition: { Bool: { a: true } } }),
      trust({ Condition: { Bool: { a: 'true' } } }),
    ],
    ['the same text that is no JSON', '{', '{'],
  ])('say the same in spite of %s', (_, left, right) => {
    expect(samePolicy(left, right)).toBe(true);
  });

  it.each([
    ['another action', trust(allow), trust({ ...allow, Action: tag })],
    ['one action more', trust(allow), trust({ ...allow, Action: [web, tag] })],
    ['another effect', trust(allow), trust({ ...allow, Effect: 'Deny' })],
    ['a condition', trust(allow), trust({ ...allow, Condition: { Bool: { a: 'true' } } })],
    ['texts that are no JSON', '{ ', '{'],
    ['upper and lower case', trust({ Sid: 'a' }), trust({ Sid: 'A' })],
    ['values that look like a list', trust({ Action: 'a","b' }), trust({ Action: ['a', 'b'] })],
    ['an object and its text', '{"a":"b"}', String.raw`"{\"a\":\"b\"}"`],
  ])('differ by %s', (_, left, right) => {
    expect(samePolicy(left, right)).toBe(false);
  });

  it('are compared as texts where they are deeper than any policy', () => {
    const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
    expect(samePolicy(deep, `${deep} `)).toBe(false);
    expect(samePolicy(deep, deep)).toBe(true);
  });
});
