import type { Pool } from '@lifeguard/shared/api/pools';
import type { PoolDocument } from '@lifeguard/shared/aws/pool-document';
import { withoutSecrets } from '@lifeguard/shared/aws/login-secrets';
import { examplePool } from '@lifeguard/shared/pool/fixture';
import { expect, it } from 'vitest';
import { type EditDraft, restoredEdit } from './draft.ts';

const valuesOf = ({ IdentityPoolName: name }: PoolDocument) => ({ name });
const twitter = (value: string) => examplePool({ SupportedLoginProviders: { 'api.twitter.com': value } });
const before = examplePool();
const renamed = versionOf({ ...before, IdentityPoolName: 'Renamed' }, 'new');

it('goes on with an edit from the version that it was made from', () => {
  const draft = draftOf(before, 'Mine');
  expect(restoredEdit(draft, renamed, valuesOf)).toEqual({
    base: { ...renamed, document: before, etag: 'old' },
    values: { name: 'Mine' },
    hasLeftOut: false,
  });
});

it('keeps that a setting should not be set any more', () => {
  const classicOf = ({ AllowClassicFlow }: PoolDocument) => ({ classic: AllowClassicFlow ?? null });
  const draft = { ...draftOf(before, ''), values: { classic: null } };
  expect(restoredEdit(draft, renamed, classicOf)).toMatchObject({
    base: { document: before },
    values: { classic: null },
  });
});

it('shows the pool as it is where what was typed was taken back', () => {
  expect(restoredEdit(draftOf(before, before.IdentityPoolName), renamed, valuesOf)).toBeUndefined();
});

it('remembers no more than that a secret was typed where nothing else was', () => {
  const draft = { ...draftOf(before, before.IdentityPoolName), hasLeftOut: true };
  expect(restoredEdit(draft, renamed, valuesOf)).toEqual({ base: renamed, hasLeftOut: true });
});

it('makes the edit one of the latest version where only a secret was changed by somebody else', () => {
  const latest = versionOf(twitter('key;newer'), 'new');
  expect(restoredEdit(draftOf(twitter('key;older'), 'Mine'), latest, valuesOf)?.base).toBe(latest);
});

it('gives up a draft whose secret can not be known any more', () => {
  expect(
    restoredEdit(draftOf(twitter('key;secret'), 'Mine'), versionOf(twitter('other;secret'), 'new'), valuesOf),
  ).toBeUndefined();
});

function draftOf(document: PoolDocument, name: string): EditDraft<{ name: string }> {
  return { document: withoutSecrets(document), etag: 'old', values: { name }, hasLeftOut: false };
}

function versionOf(document: PoolDocument, etag: string): Pool {
  return { document, etag, arn: 'arn', unknownMembers: [], unreadableMembers: [] };
}
