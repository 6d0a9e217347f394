import { describe, expect, it } from 'vitest';
import { emptyToken, tokenInputOf, tokenResolver, type TokenValues } from './token-form.ts';

const IdentityId = 'us-east-1:11111111-2222-3333-4444-555555555555';
const filled = { ...emptyToken, DeveloperUserIdentifier: 'ann' };

async function wrongFields(changes: Partial<TokenValues>) {
  const { errors } = await tokenResolver({ ...filled, ...changes }, undefined, {
    fields: {},
    shouldUseNativeValidation: false,
  });
  return Object.keys(errors);
}

describe('the form of a token', () => {
  it.each([
    ['as it begins, with a user', {}, []],
    ['with an identity', { IdentityId }, []],
    ['without a user', { DeveloperUserIdentifier: '' }, ['DeveloperUserIdentifier']],
    ['with half an identity', { IdentityId: 'us-east-1' }, ['IdentityId']],
    ['for no time', { TokenDuration: '0' }, ['TokenDuration']],
    ['for longer than the cap', { TokenDuration: '901' }, ['TokenDuration']],
    ['for some words', { TokenDuration: 'a while' }, ['TokenDuration']],
    ['without a duration', { TokenDuration: '' }, ['TokenDuration']],
    ['with a tag without a key', { tags: [{ key: '', value: 'x' }] }, ['tags']],
  ])('%s', async (_, changes, wrong) => {
    expect(await wrongFields(changes)).toEqual(wrong);
  });

  it('becomes a request without what was left empty', () => {
    expect(tokenInputOf(filled, 'none')).toEqual({
      DeveloperUserIdentifier: 'ann',
      TokenDuration: 900,
      effect: 'none',
    });
    const all = { ...filled, IdentityId, TokenDuration: '60', tags: [{ key: 'team', value: 'dock' }] };
    expect(tokenInputOf(all, 'new_login')).toEqual({
      DeveloperUserIdentifier: 'ann',
      IdentityId,
      TokenDuration: 60,
      PrincipalTags: { team: 'dock' },
      effect: 'new_login',
    });
  });
});
