import { describe, expect, it } from 'vitest';
import {
  type AccessAction,
  type AccessValues,
  accessValues,
  actionsFor,
  checkInputOf,
  explanationInputOf,
} from './form.ts';
import { readPaste } from './paste.ts';

const login = 'accounts.google.com';
const empty: AccessValues = { pasted: '', login: '', flow: 'enhanced', identityId: '', roleArn: '' };
const IdentityId = 'us-east-1:11111111-2222-3333-4444-555555555555';
const roleArn = 'arn:aws:iam::123456789012:role/x';
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${base64({ alg: 'RS256' })}.${base64({ sub: 'ada' })}.c2ln`;
const opaque = `EAA${'x'.repeat(60)}`;
const refused = 'NotAuthorizedException: Unauthenticated access is not supported for this identity pool.';
const claims = '{"sub":"ada"}';

describe('the form of the access check', () => {
  it.each<[string, Partial<AccessValues>, ReturnType<typeof checkInputOf>]>([
    ['a guest, whatever provider was left there', { login }, { user: { kind: 'guest' }, flow: 'enhanced' }],
    [
      'a token',
      { login, pasted: ` Bearer ${token}\n`, flow: 'classic' },
      { user: { kind: 'token', login, token }, flow: 'classic' },
    ],
    [
      'claims',
      { login, pasted: claims },
      { user: { kind: 'claims', login, claims: { sub: 'ada' } }, flow: 'enhanced' },
    ],
    [
      'an identity and a role',
      { identityId: IdentityId, roleArn },
      { user: { kind: 'guest' }, flow: 'enhanced', IdentityId, roleArn },
    ],
  ])('asks for %s', (_, values, input) => {
    const given = { ...empty, ...values };
    expect(accessValues.safeParse(given).success).toBe(true);
    expect(checkInputOf(given)).toEqual(input);
  });

  it.each<[string, Partial<AccessValues>, ReturnType<typeof explanationInputOf>]>([
    ['a message', { pasted: refused, identityId: IdentityId }, { message: refused, IdentityId }],
    [
      'a message and the claims of a token, never the token',
      { pasted: `${refused} ${token}`, login },
      { message: `${refused} [token]`, login, claims: { sub: 'ada' } },
    ],
  ])('has %s explained', (_, values, input) => {
    const given = { ...empty, ...values };
    expect(accessValues.safeParse(given).success).toBe(true);
    expect(explanationInputOf(given)).toEqual(input);
  });

  it.each<[keyof AccessValues, Partial<AccessValues>]>([
    ['login', { pasted: token }],
    ['login', { pasted: claims }],
    ['pasted', { pasted: '{"sub": ' }],
    ['pasted', { login, pasted: `EAA${'x'.repeat(50_000)}` }],
    ['pasted', { pasted: `error ${'x '.repeat(10_001)}` }],
    ['identityId', { identityId: 'x' }],
    ['roleArn', { roleArn: 'admin' }],
  ])('says at %s what is missing or wrong', (field, values) => {
    const { error } = accessValues.safeParse({ ...empty, ...values });
    expect([...new Set(error?.issues.map(({ path }) => path[0]))]).toEqual([field]);
  });

  it.each<[string, string, Partial<Parameters<typeof actionsFor>[1]>, AccessAction[]]>([
    ['nothing', '', {}, ['check', 'predict']],
    ['nothing, read-only', '', { isReadOnly: true }, ['predict']],
    ['a token', token, {}, ['check', 'predict']],
    ['a token, read-only', token, { isReadOnly: true }, ['predict']],
    ['a token that only its provider can read', opaque, {}, ['check', 'predict']],
    ['claims where tokens can be made', claims, { canMakeTokens: true }, ['check', 'predict']],
    ['claims where they can not', claims, {}, ['predict']],
    ['an error', refused, {}, ['explain']],
    ['an error, read-only', refused, { isReadOnly: true }, ['explain']],
    ['an error and a token', `${refused} ${token}`, {}, ['explain', 'check', 'predict']],
    ['an error and a token, read-only', `${refused} ${token}`, { isReadOnly: true }, ['explain', 'predict']],
  ])('offers with %s what can be done', (_, pasted, setting, actions) => {
    expect(actionsFor(readPaste(pasted), { isReadOnly: false, canMakeTokens: false, ...setting })).toEqual(actions);
  });
});
