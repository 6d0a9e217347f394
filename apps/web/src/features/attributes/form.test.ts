import { examplePool } from '@lifeguard/shared/pool/fixture';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import fc from 'fast-check';
import { get } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { taggedProvidersOf } from './providers.ts';
import { type AttributesValues, attributesOf, attributesResolver, changesOf } from './form.ts';

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc';
const google = 'accounts.google.com';
const custom = { UseDefaults: false, PrincipalTags: { team: 'custom:team' } };
const defaults = { UseDefaults: true, PrincipalTags: {} };

const rows = fc.array(fc.record({ key: fc.string({ minLength: 1 }), value: fc.string({ minLength: 1 }) }), {
  minLength: 1,
  maxLength: 4,
});
const values = fc.record({ mode: fc.constantFrom('inactive', 'default', 'custom'), rows });

describe('the attributes form', () => {
  it('changes nothing where nothing was entered', () => {
    for (const PrincipalTagAttributeMaps of [{}, { [google]: defaults, [userPool]: custom }]) {
      const document = examplePool({ PrincipalTagAttributeMaps });
      expect(changesOf(document, attributesOf(document))).toEqual({});
    }
  });

  it('reads back what it saved', () => {
    fc.assert(
      fc.property(fc.array(values, { minLength: 4, maxLength: 4 }), (entered) => {
        const document = examplePool({ PrincipalTagAttributeMaps: { [google]: defaults } });
        const before = attributesOf(document);
        const after: AttributesValues = {
          providers: before.providers.map((one, index) => ({ ...one, ...entered[index] })),
        };
        const saved = applyChanges(document, changesOf(document, after));
        expect(attributesOf(saved).providers.map(({ mode }) => mode)).toEqual(after.providers.map(({ mode }) => mode));
        expect(changesOf(saved, after)).toEqual({});
      }),
    );
  });

  it('leaves an inactive provider out of the map, and sends the others whole', () => {
    const document = examplePool({ PrincipalTagAttributeMaps: { [google]: defaults, [userPool]: custom } });
    const { providers } = attributesOf(document);
    const off = providers.map((one) => (one.provider === google ? { ...one, mode: 'inactive' as const } : one));
    expect(changesOf(document, { providers: off })).toEqual({ PrincipalTagAttributeMaps: { [userPool]: custom } });
  });

  it('has one entry for a user pool with several app clients', () => {
    const client = { ProviderName: userPool, ServerSideTokenCheck: false };
    const document = examplePool({
      CognitoIdentityProviders: [
        { ...client, ClientId: 'one' },
        { ...client, ClientId: 'two' },
      ],
    });
    const [first, second] = taggedProvidersOf(document);
    expect(first).toMatchObject({
      name: userPool,
      family: 'user-pool',
      title: 'User pool us-east-1_abc',
      clients: ['one', 'two'],
    });
    expect(second?.name).toBe(google);
  });

  it.each([
    ['an empty tag', [row('', 'sub')], 'rows.0.key', /Enter the key/],
    ['a long tag', [row('k'.repeat(129), 'sub')], 'rows.0.key', /at most 128/],
    ['a reserved tag', [row('aws:x', 'sub')], 'rows.0.key', /reserved/],
    ['an empty claim', [row('a', '')], 'rows.0.value', /Enter the claim/],
    ['a long claim', [row('a', 'c'.repeat(257))], 'rows.0.value', /at most 256/],
    ['a repeated tag', [row('a', 'sub'), row('a', 'aud')], 'rows.1.key', /used once/],
    ['no tag at all', [], 'rows.root', /Add a tag/],
    ['too many', Array.from({ length: 51 }, (_, index) => row(`k${index}`, 'sub')), 'rows.root', /At most 50/],
  ])('refuses %s on its field, in custom mappings only', async (_, entered, field, message) => {
    const provider = { provider: google, rows: entered };
    const wrong = { providers: [{ ...provider, mode: 'custom' as const }] };
    expect(get(await errorsOf(wrong), `providers.0.${field}.message`)).toMatch(message);
    expect(await errorsOf({ providers: [{ ...provider, mode: 'default' }] })).toEqual({});
  });
});

async function errorsOf(entered: AttributesValues) {
  const { errors } = await attributesResolver(entered, undefined, { fields: {}, shouldUseNativeValidation: false });
  return errors;
}

function row(key: string, value: string) {
  return { key, value };
}
