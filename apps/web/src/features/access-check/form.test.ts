import { describe, expect, it } from 'vitest';
import { accessInputOf, type AccessValues, accessValues } from './form.ts';

const login = 'accounts.google.com';
const empty: AccessValues = {
  who: 'guest',
  login: '',
  token: '',
  claims: '',
  flow: 'enhanced',
  identityId: '',
  roleArn: '',
};

describe('the form of the access check', () => {
  it.each<[string, Partial<AccessValues>, ReturnType<typeof accessInputOf>]>([
    ['a guest, whatever else was entered', { token: 'x', login }, { user: { kind: 'guest' }, flow: 'enhanced' }],
    [
      'a token',
      { who: 'token', login, token: ' abc\n', flow: 'classic' },
      { user: { kind: 'token', login, token: 'abc' }, flow: 'classic' },
    ],
    [
      'claims',
      { who: 'claims', login, claims: '{"sub":"ada"}' },
      { user: { kind: 'claims', login, claims: { sub: 'ada' } }, flow: 'enhanced' },
    ],
    [
      'an identity and a role',
      {
        identityId: 'us-east-1:11111111-2222-3333-4444-555555555555',
        roleArn: 'arn:aws:iam::123456789012:role/x',
      },
      {
        user: { kind: 'guest' },
        flow: 'enhanced',
        IdentityId: 'us-east-1:11111111-2222-3333-4444-555555555555',
        roleArn: 'arn:aws:iam::123456789012:role/x',
      },
    ],
  ])('asks for %s', (_, values, input) => {
    const given = { ...empty, ...values };
    expect(accessValues.safeParse(given).success).toBe(true);
    expect(accessInputOf(given)).toEqual(input);
  });

  it.each<[keyof AccessValues, Partial<AccessValues>]>([
    ['login', { who: 'token', token: 'abc' }],
    ['token', { who: 'token', login }],
    ['token', { who: 'token', login, token: 'x'.repeat(50_001) }],
    ['claims', { who: 'claims', login, claims: '[1]' }],
    ['identityId', { identityId: 'x' }],
    ['roleArn', { roleArn: 'admin' }],
  ])('says at %s what is missing or wrong', (field, values) => {
    const { error } = accessValues.safeParse({ ...empty, ...values });
    expect([...new Set(error?.issues.map(({ path }) => path[0]))]).toEqual([field]);
  });
});
