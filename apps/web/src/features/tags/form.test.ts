import { examplePool } from '@lifeguard/shared/pool/fixture';
import { applyChanges } from '@lifeguard/shared/pool/merge';
import fc from 'fast-check';
import { get } from 'react-hook-form';
import { describe, expect, it } from 'vitest';
import { changesOf, protectionChange, tagsOf, tagsResolver } from './form.ts';

const stack = { 'aws:cloudformation:stack-name': 'orders' };
const key = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !(text in Object.prototype));
const tags = fc.dictionary(
  fc.oneof(key, fc.constantFrom('console:protected', 'aws:x')),
  fc.constantFrom('', 'true', 'x'),
);

describe('the tags form', () => {
  it('changes nothing where nothing was entered', () => {
    fc.assert(
      fc.property(tags, (IdentityPoolTags) => {
        const document = examplePool({ IdentityPoolTags });
        expect(changesOf(document, tagsOf(document))).toEqual({});
      }),
    );
  });

  it("never touches AWS's own tags or the protection", () => {
    const kept = { ...stack, 'console:protected': 'true' };
    const document = examplePool({ IdentityPoolTags: { ...kept, team: 'orders' } });
    expect(tagsOf(document)).toEqual({ rows: [row('team', 'orders')] });
    const changes = changesOf(document, { rows: [row('env', 'test')] });
    expect(applyChanges(document, changes).IdentityPoolTags).toEqual({ ...kept, env: 'test' });
  });

  it('takes the protection away alone', () => {
    const document = examplePool({ IdentityPoolTags: { ...stack, 'console:protected': 'true', team: 'orders' } });
    const next = applyChanges(document, protectionChange(document, false));
    expect(next.IdentityPoolTags).toEqual({ ...stack, team: 'orders' });
    expect(applyChanges(next, protectionChange(next, true))).toEqual(document);
  });

  it.each([
    ['an empty key', [row('', 'x')], 'rows.0.key', /Enter a key/],
    ['a reserved key', [row('aws:x', 'y')], 'rows.0.key', /reserved/],
    ['characters that AWS refuses', [row('a', 'x?')], 'rows.0.value', /Only letters/],
    ['a long value', [row('a', 'x'.repeat(257))], 'rows.0.value', /at most 256/],
    ['a repeated key', [row('a', '1'), row('a', '2')], 'rows.1.key', /used once/],
    ['the protection', [row('console:protected', 'true')], 'rows.0.key', /button/],
    ['a key of every object', [row('constructor', '1')], 'rows.0.key', /JavaScript/],
    ['too many', Array.from({ length: 51 }, (_, index) => row(`k${index}`, '')), 'rows.root', /At most 50/],
  ])('refuses %s on its field', async (_, rows, field, message) => {
    const { errors } = await tagsResolver({ rows }, undefined, { fields: {}, shouldUseNativeValidation: false });
    expect(get(errors, `${field}.message`)).toMatch(message);
  });

  it('takes 50 tags, and the protected tag with another value', async () => {
    const rows = [row('console:protected', 'no'), ...Array.from({ length: 49 }, (_, index) => row(`k${index}`, ''))];
    const { errors } = await tagsResolver({ rows }, undefined, { fields: {}, shouldUseNativeValidation: false });
    expect(errors).toEqual({});
  });
});

function row(name: string, value: string) {
  return { key: name, value };
}
