import { expect, test } from 'vitest';

import { operationBed } from '../../../testing/operation-bed.ts';
import { getPrincipalTagAttributeMap } from './get-principal-tag-attribute-map.ts';
import { setPrincipalTagAttributeMap } from './set-principal-tag-attribute-map.ts';

const IdentityProviderName = 'accounts.google.com';

test.each<[object, object]>([
  [{}, { UseDefaults: false, PrincipalTags: {} }],
  [
    { UseDefaults: null, PrincipalTags: null },
    { UseDefaults: false, PrincipalTags: {} },
  ],
  [{ PrincipalTags: { a: 'b' } }, { UseDefaults: false, PrincipalTags: { a: 'b' } }],
  [
    { UseDefaults: true, PrincipalTags: { a: 'b' } },
    { UseDefaults: true, PrincipalTags: { a: 'b' } },
  ],
])('%j is kept as %j, whatever was there before', async (members, kept) => {
  const bed = operationBed();
  const name = { IdentityPoolId: await bed.pool(), IdentityProviderName };
  await bed.run(setPrincipalTagAttributeMap, { ...name, UseDefaults: true, PrincipalTags: { old: 'old' } });
  expect(await bed.run(setPrincipalTagAttributeMap, { ...name, ...members })).toEqual({ ...name, ...kept });
  expect(await bed.run(getPrincipalTagAttributeMap, name)).toEqual({ ...name, ...kept });
});

test.each(['__proto__', 'constructor'])('a tag called %s is a tag like any other', async (tag) => {
  const bed = operationBed();
  const name = { IdentityPoolId: await bed.pool(), IdentityProviderName };
  const PrincipalTags = Object.fromEntries([[tag, 'claim']]);
  await bed.run(setPrincipalTagAttributeMap, { ...name, PrincipalTags });
  const { PrincipalTags: kept } = await bed.run(getPrincipalTagAttributeMap, name);
  expect(JSON.stringify(kept)).toBe(`{"${tag}":"claim"}`);
});

test.each<[object, string]>([
  [{ UseDefaults: 'true' }, 'SerializationException'],
  [{ PrincipalTags: ['a'] }, 'SerializationException'],
  [{ PrincipalTags: { a: 1 } }, 'SerializationException'],
  [{ IdentityProviderName: '' }, 'ValidationException'],
  [{ IdentityPoolId: 'nonsense' }, 'ValidationException'],
  [{ IdentityPoolId: 'us-east-1:0' }, "ResourceNotFoundException: IdentityPool 'us-east-1:0' not found."],
])('%j is refused and changes nothing', async (members, text) => {
  const bed = operationBed();
  const name = { IdentityPoolId: await bed.pool(), IdentityProviderName };
  const before = await bed.run(setPrincipalTagAttributeMap, { ...name, PrincipalTags: { a: 'b' } });
  expect(await bed.refusal(setPrincipalTagAttributeMap, { ...name, ...members })).toContain(text);
  expect(await bed.run(getPrincipalTagAttributeMap, name)).toEqual(before);
});
