import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parsePolicy } from './document.ts';

const trust = {
  Effect: 'Allow',
  Principal: { Federated: 'cognito-identity.amazonaws.com' },
  Action: 'sts:AssumeRoleWithWebIdentity',
};
const identity = { Effect: 'Deny', Action: 's3:*', Resource: '*' };

function document(statement: unknown, more: object = {}): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statement, ...more });
}

describe('parsePolicy', () => {
  it('makes lists of everything that may be one or many', () => {
    const condition = { StringEquals: { a: 'x', b: ['y', 1] }, Bool: { c: true } };
    expect(parsePolicy(document({ ...trust, Sid: 'S', Condition: condition }, { Id: 'i' }), 'trust')).toEqual({
      isValid: true,
      policy: {
        Version: '2012-10-17',
        Id: 'i',
        Statement: [
          {
            Sid: 'S',
            Effect: 'Allow',
            Principal: { Federated: ['cognito-identity.amazonaws.com'] },
            Action: ['sts:AssumeRoleWithWebIdentity'],
            Condition: [
              { operator: 'StringEquals', key: 'a', values: ['x'] },
              { operator: 'StringEquals', key: 'b', values: ['y', '1'] },
              { operator: 'Bool', key: 'c', values: ['true'] },
            ],
          },
        ],
      },
    });
  });

  it.each<[string, unknown, 'trust' | 'identity']>([
    ['a list of statements', [trust, trust], 'trust'],
    ['everybody', { ...trust, Principal: '*' }, 'trust'],
    ['several principals', { ...trust, Principal: { AWS: ['1', '2'], Service: 'ec2.amazonaws.com' } }, 'trust'],
    ['NotPrincipal', { Effect: 'Deny', NotPrincipal: { AWS: '1' }, Action: '*' }, 'trust'],
    ['an identity policy', identity, 'identity'],
    ['NotAction and NotResource', { Effect: 'Deny', NotAction: ['a:b'], NotResource: ['*'] }, 'identity'],
    ['an empty condition', { ...identity, Condition: {} }, 'identity'],
  ])('accepts %s', (_, statement, kind) => {
    expect(parsePolicy(document(statement), kind)).toMatchObject({ isValid: true });
  });

  it('takes the old version where none is given', () => {
    expect(parsePolicy(JSON.stringify({ Statement: trust }), 'trust')).toMatchObject({
      policy: { Version: '2008-10-17' },
    });
  });

  it.each<[string, string, 'trust' | 'identity', string]>([
    ['text that is no JSON', '{', 'trust', 'This is not JSON.'],
    ['another value', '[]', 'trust', 'expected object'],
    ['an unknown version', document(trust, { Version: '2013-01-01' }), 'trust', 'Version: '],
    ['an unknown member', document(trust, { Statements: [] }), 'trust', '"Statements"'],
    ['an unknown member of a statement', document({ ...trust, Conditions: {} }), 'trust', 'Statement[0]: '],
    ['no statement', '{"Version":"2012-10-17"}', 'trust', 'Statement[0]: '],
    ['an empty list of statements', document([]), 'trust', 'Statement: This list is empty.'],
    ['an effect in small letters', document([trust, { ...trust, Effect: 'allow' }]), 'trust', 'Statement[1].Effect: '],
    [
      'a trust policy without principals',
      document({ ...trust, Principal: undefined }),
      'trust',
      'Give either Principal',
    ],
    ['Principal and NotPrincipal', document({ ...trust, NotPrincipal: '*' }), 'trust', 'Give either Principal'],
    ['no action', document({ ...trust, Action: undefined }), 'trust', 'Give either Action or NotAction.'],
    [
      'a trust policy with resources',
      document({ ...trust, Resource: '*' }),
      'trust',
      'Resource has no place in a trust',
    ],
    ['an identity policy with principals', document({ ...identity, Principal: '*' }), 'identity', 'Principal has no'],
    [
      'an identity policy without resources',
      document({ ...identity, Resource: undefined }),
      'identity',
      'Give either R',
    ],
    ['an empty list', document({ ...identity, Action: [] }), 'identity', 'Statement[0].Action: This list is empty.'],
    [
      'an unknown type of principal',
      document({ ...trust, Principal: { Aws: '1' } }),
      'trust',
      'Statement[0].Principal',
    ],
    ['a principal of nobody', document({ ...trust, Principal: {} }), 'trust', 'Statement[0].Principal'],
    [
      'a condition value that is an object',
      document({ ...trust, Condition: { StringEquals: { k: {} } } }),
      'trust',
      'Statement[0].Condition.StringEquals.k[0]: A value is',
    ],
    [
      'a condition that would get lost on the way',
      `{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Condition":{"__proto__":{"k":"v"}}}}`,
      'trust',
      'Statement[0].Condition.__proto__: ',
    ],
    [
      'a member that would get lost on the way',
      `{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","__proto__":{"Condition":{}}}}`,
      'trust',
      '"__proto__"',
    ],
  ])('refuses %s', (_, text, kind, expected) => {
    const parsed = parsePolicy(text, kind);
    expect(parsed.isValid ? '' : parsed.message).toContain(expected);
  });

  it('never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((value) => document(value)),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('trust', 'identity'), (given, kind) => {
        expect(typeof parsePolicy(given, kind).isValid).toBe('boolean');
      }),
    );
  });
});
