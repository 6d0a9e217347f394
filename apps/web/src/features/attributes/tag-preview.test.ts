import { describe, expect, it } from 'vitest';
import { isIssuedBy, previewTags } from './tag-preview.ts';

const custom = (PrincipalTags: Record<string, string>) => ({ UseDefaults: false, PrincipalTags });

describe('the preview of tags', () => {
  it('shows values, and says why a tag is left out', () => {
    const claims = { sub: 'u1', groups: ['a', 'b'], one: ['x'], address: { city: 'x' }, nothing: null };
    const map = custom({ user: 'sub', first: 'one', g: 'groups', a: 'address', n: 'nothing', m: 'constructor' });
    expect(previewTags(map, 'oidc', claims)).toEqual({
      tags: [
        { tag: 'user', claim: 'sub', value: 'u1' },
        { tag: 'first', claim: 'one', value: 'x' },
        { tag: 'g', claim: 'groups', reason: 'The claim is a list of 2' },
        { tag: 'a', claim: 'address', reason: 'The claim is not a single value' },
        { tag: 'n', claim: 'nothing', reason: 'The claim is null' },
        { tag: 'm', claim: 'constructor', reason: 'The claim is missing' },
      ],
      bytes: 'useru1firstx'.length,
      isTooMuch: false,
    });
  });

  it('shows the default mappings of the kind of provider', () => {
    const map = { UseDefaults: true, PrincipalTags: {} };
    expect(previewTags(map, 'amazon', { aud: 'app', user_id: 'u' }).tags).toEqual([
      { tag: 'client', claim: 'aud', value: 'app' },
      { tag: 'username', claim: 'user_id', value: 'u' },
    ]);
  });

  it.each([
    [459, false],
    [460, false],
    [461, true],
  ])('counts bytes: %i are too much: %s', (bytes, isTooMuch) => {
    const claims = { c: `é${'x'.repeat(bytes - 3)}` };
    expect(previewTags(custom({ t: 'c' }), 'oidc', claims)).toMatchObject({ bytes, isTooMuch });
  });
});

describe('the issuer of a token', () => {
  const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
  it.each([
    [`https://${userPool}`, userPool, 'user-pool', true],
    [`https://${userPool}x`, userPool, 'user-pool', false],
    ['https://accounts.google.com', 'accounts.google.com', 'google', true],
    ['https://idp.example/x', 'arn:aws:iam::123456789012:oidc-provider/idp.example/x', 'oidc', true],
    ['https://idp.example', 'arn:aws:iam::123456789012:oidc-provider/idp.example/x', 'oidc', false],
    [7, 'accounts.google.com', 'google', false],
  ] as const)('%s is the provider %s: %s', (iss, provider, family, expected) => {
    expect(isIssuedBy({ iss }, provider, family)).toBe(expected);
  });
});
