import { examplePool } from '@lifeguard/shared/pool-fixture';
import { expect, it } from 'vitest';

import { danglingChangesOf } from './dangling-form.ts';

const token = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
const document = examplePool({ RoleMappings: { 'accounts.google.com': token, 'www.amazon.com': token } });

it('only mappings without a provider are removed', () => {
  expect(danglingChangesOf(document, { isRemoving: true })).toEqual({ RoleMappings: { 'accounts.google.com': token } });
});

it('nothing changes before somebody asks for it', () => {
  expect(danglingChangesOf(document, { isRemoving: false })).toEqual({});
});
