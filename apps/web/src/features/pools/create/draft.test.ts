import { examplePool } from '@lifeguard/shared/pool/fixture';
import { describe, expect, it } from 'vitest';
import { likePool } from './copy.ts';
import { keptValues } from './draft.ts';
import { emptyPool } from './form.ts';

const full = likePool(
  examplePool({ RoleMappings: { 'accounts.google.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' } } }),
);

describe('what is kept of a draft that another version has written', () => {
  it('is all of it, where it has the fields of this one', () => {
    expect(keptValues(full)).toEqual(full);
    expect(keptValues(JSON.parse(JSON.stringify(full)))).toEqual(full);
  });

  it.each(Object.keys(full))('is all but %s, where that is missing or of another form', (member) => {
    const { [member as keyof typeof full]: _, ...others } = full;
    const expected = { ...full, [member]: emptyPool[member as keyof typeof full] };
    expect(keptValues(others)).toEqual(expected);
    expect(keptValues({ ...others, [member]: 7 })).toEqual(expected);
  });

  it('is each row and each field that fits', () => {
    const [userPool] = full.CognitoIdentityProviders;
    const { facebook: _, ...logins } = full.logins;
    expect(
      keptValues({ ...full, logins, CognitoIdentityProviders: [userPool, { ProviderName: 'x' }], unheardOf: 1 }),
    ).toEqual(full);
  });

  it.each([undefined, null, 'x', []])('is nothing of %j', (stored) => {
    expect(keptValues(stored)).toEqual(emptyPool);
  });
});
