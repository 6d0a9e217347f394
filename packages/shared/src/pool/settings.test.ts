import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { poolDocument, type PoolDocument } from '../aws/pool-document.ts';
import type { PlannedCall } from '../aws/planned-call.ts';
import { canonicalPool, sameValue } from './canonical.ts';
import { changesOf, createInputOf, createPoolInput, type PoolChanges, poolChanges } from './changes.ts';
import { diffPools, labelOfPath, valueTextAt } from './diff.ts';
import { examplePool, madeUpPool, madeUpSettings } from './fixture.ts';
import { applyChanges, mergePool } from './merge.ts';
import { differingPaths, valueAt } from './paths.ts';
import { planCreate, planUpdate } from './plan.ts';
import { poolSettings, settingEntries, type SettingName, type SettingsTable } from './settings.ts';

const arn = 'arn:aws:cognito-identity:us-east-1:123456789012:identitypool/x';
const google = 'accounts.google.com';
const base = examplePool({ RoleMappings: { [google]: { Type: 'Token', AmbiguousRoleResolution: 'Deny' } } });

/** Another value for each member than `base` has. */
const other: { readonly [M in SettingName]: NonNullable<PoolDocument[M]> } = {
  IdentityPoolName: 'Shop',
  AllowUnauthenticatedIdentities: true,
  AllowClassicFlow: true,
  DeveloperProviderName: 'login.other',
  CognitoIdentityProviders: [],
  OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/other.example'],
  SamlProviderARNs: [],
  SupportedLoginProviders: { 'graph.facebook.com': 'facebook' },
  IdentityPoolTags: { stage: 'test' },
  Roles: { authenticated: 'arn:aws:iam::123456789012:role/other' },
  RoleMappings: {},
  PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } },
};
const names = settingEntries(poolSettings).map(([member]) => member);

describe('every member of the table', () => {
  it('has a row of its own, or nothing compiles', () => {
    const { AllowClassicFlow: _, ...without } = poolSettings;
    // @ts-expect-error A member without a row.
    without satisfies SettingsTable;
    // @ts-expect-error AWS has no pool without a name.
    ({ IdentityPoolName: null }) satisfies PoolChanges;
    for (const member of names) expect(poolSettings[member].schema).toBe(poolDocument.shape[member]);
    expect(['IdentityPoolId', ...names].sort()).toEqual(Object.keys(poolDocument.shape).sort());
  });

  it.each(names)('%s is seen when it alone is edited', (member) => {
    const edited = withOther(base, [member]);
    const paths = differingPaths(base, edited);
    expect(new Set(paths.map((path) => path.member))).toEqual(new Set([member]));
    expect(diffPools(base, edited).map(({ path }) => path.split('.')[0])).toEqual(paths.map(() => member));
    expect(sameValue(canonicalPool(base), canonicalPool(edited))).toBe(false);
    expect(poolChanges.safeParse({ [member]: edited[member] }).error).toBeUndefined();
  });

  it.each([
    [
      'CognitoIdentityProviders',
      0,
      ['b', 'a'].map((ClientId) => ({ ProviderName: 'p', ClientId, ServerSideTokenCheck: true })),
    ],
    ['OpenIdConnectProviderARNs', 0, ['b', 'a']],
    ['SamlProviderARNs', 1, ['b', 'a']],
  ])('%s in another order count for %i differences', (member, count, items) => {
    const [one, turned] = [
      { ...base, [member]: items },
      { ...base, [member]: items.toReversed() },
    ];
    expect(differingPaths(one, turned)).toHaveLength(count);
  });

  it('is kept by a merge with edits of any members that are not understood only together with it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.subarray(names), (mine, others) => {
        const { group } = rowOf(mine);
        const theirs = others.filter(
          (member) => member !== mine && (group === undefined || rowOf(member).group !== group),
        );
        const [yours, current] = [withOther(base, [mine]), withOther(base, theirs)];
        const { merged, mergeable } = mergePool(base, current, yours);
        expect(mergeable).toBe(true);
        expect(merged).toEqual(withOther(base, [mine, ...theirs]));
      }),
    );
  });

  it('is set by the plan, whatever else is', () => {
    fc.assert(
      fc.property(fc.subarray(names), fc.subarray(names), (before, after) => {
        const [current, next] = [withOther(base, before), withOther(base, after)];
        const sent = planUpdate(current, next, arn).reduce(afterCall, current);
        expect(differingPaths(sent, next)).toEqual([]);
      }),
    );
  });
});

describe('changes', () => {
  it.each(settingEntries(poolSettings).map(([member, { unset }]) => [member, unset] as const))(
    'may or may not unset %s: %s',
    (member, unset) => {
      const issues = poolChanges.safeParse({ [member]: null }).error?.issues ?? [];
      expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual(
        unset === true ? [] : [[member, `This setting can't be unset. ${unset}`]],
      );
    },
  );

  it('have no member that the table does not have', () => {
    expect(poolChanges.safeParse({ MadeUpSeconds: 900 }).success).toBe(false);
    expect(poolChanges.safeParse({ MadeUpSeconds: null }).success).toBe(false);
  });

  it('can unset nothing that AWS keeps', () => {
    for (const member of names) expect(poolChanges.safeParse({ [member]: null }).success).toBe(false);
  });

  it('of null take the member out of the document, which AWS then sets back', () => {
    const changes = { MadeUpSeconds: null, IdentityPoolName: 'Shop' };
    const next = applyChanges(madeUpPool(900), changes);
    expect(next).toEqual(madeUpPool(undefined, { IdentityPoolName: 'Shop' }));
    const [call] = planUpdate(madeUpPool(900), next, arn, madeUpSettings);
    expect(call?.input).not.toHaveProperty('MadeUpSeconds');
  });
});

describe('a made-up optional setting', () => {
  const table = madeUpSettings;
  const [old, mine] = [madeUpPool(3600), madeUpPool(900)];
  const path = 'MadeUpSeconds';

  it('is entered within its limits, and may be unset', () => {
    const schema = changesOf(table);
    expect(schema.parse({ [path]: 900 })).toEqual({ [path]: 900 });
    expect(schema.parse({ [path]: null })).toEqual({ [path]: null });
    expect(schema.safeParse({ [path]: 1 }).success).toBe(false);
    const { IdentityPoolId: _id, RoleMappings: _mappings, PrincipalTagAttributeMaps: _maps, ...input } = mine;
    expect(createInputOf(table).parse(input)).toEqual(input);
    expect(createPoolInput.safeParse(input).success).toBe(false);
    expect(planCreate(input).create.input).toHaveProperty(path, 900);
  });

  it('is compared, and makes another version', () => {
    expect(differingPaths(old, mine, table)).toEqual([{ member: path }]);
    expect(sameValue(canonicalPool(old, table), canonicalPool(mine, table))).toBe(false);
  });

  it('is kept beside an edit of another setting', () => {
    const theirs = madeUpPool(3600, { IdentityPoolName: 'Renamed' });
    const { merged, mergeable } = mergePool(old, theirs, mine, table);
    expect(mergeable).toBe(true);
    expect(merged).toEqual(madeUpPool(900, { IdentityPoolName: 'Renamed' }));
  });

  it('is a conflict where both changed it, and none where both unset it', () => {
    expect(mergePool(old, madeUpPool(1800), mine, table)).toMatchObject({ conflicts: [path], mergeable: false });
    const unset = madeUpPool(undefined);
    expect(mergePool(old, unset, mine, table)).toMatchObject({ conflicts: [path], mergeable: false });
    expect(mergePool(old, unset, unset, table)).toMatchObject({ conflicts: [], mergeable: true });
  });

  it('has words in the diff', () => {
    const row = { path, label: 'Made-up time', kind: 'changed' };
    expect(diffPools(old, mine, table)).toEqual([{ ...row, before: '3600 seconds', after: '900 seconds' }]);
    expect(diffPools(mine, madeUpPool(undefined), table)).toEqual([
      { ...row, before: '900 seconds', after: 'made-up default' },
    ]);
    expect(labelOfPath(path, table)).toBe('Made-up time');
    expect(valueTextAt(mine, path, table)).toBe('900 seconds');
  });

  it('is sent with every update, and left out where it is not set', () => {
    const update = (next: PoolDocument) =>
      planUpdate(old, next, arn, table).map(({ operation, input }) => [operation, input]);
    expect(update(mine)).toEqual([['UpdateIdentityPool', expect.objectContaining({ [path]: 900 })]]);
    const renamed = madeUpPool(3600, { IdentityPoolName: 'Renamed' });
    expect(update(renamed)).toEqual([['UpdateIdentityPool', expect.objectContaining({ [path]: 3600 })]]);
    const unset = applyChanges(old, changesOf(table).parse({ [path]: null }) as PoolChanges);
    expect(update(unset)).toEqual([['UpdateIdentityPool', expect.not.objectContaining({ [path]: expect.anything() })]]);
    expect(valueAt(unset, { member: path as SettingName })).toBeUndefined();
  });
});

function rowOf(member: SettingName) {
  const rows: SettingsTable = poolSettings;
  return rows[member];
}

function withOther(document: PoolDocument, members: readonly SettingName[]): PoolDocument {
  return { ...document, ...Object.fromEntries(members.map((member) => [member, other[member]])) };
}

/** What AWS makes of a pool by one call: an update sets back all that it covers and does not get. */
function afterCall(pool: PoolDocument, { operation, input }: PlannedCall): PoolDocument {
  const sent = input as Partial<PoolDocument> & Readonly<Record<string, unknown>>;
  switch (operation) {
    case 'UpdateIdentityPool':
      return {
        IdentityPoolId: pool.IdentityPoolId,
        IdentityPoolName: '',
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [],
        OpenIdConnectProviderARNs: [],
        SamlProviderARNs: [],
        SupportedLoginProviders: {},
        ...sent,
        IdentityPoolTags: pool.IdentityPoolTags,
        Roles: pool.Roles,
        RoleMappings: pool.RoleMappings,
        PrincipalTagAttributeMaps: pool.PrincipalTagAttributeMaps,
      };
    case 'SetIdentityPoolRoles':
      return { ...pool, Roles: sent.Roles ?? {}, RoleMappings: sent.RoleMappings ?? {} };
    case 'SetPrincipalTagAttributeMap': {
      const { UseDefaults, PrincipalTags } = sent;
      const { [String(sent['IdentityProviderName'])]: _, ...rest } = pool.PrincipalTagAttributeMaps;
      const isActive = UseDefaults === true || Object.keys(PrincipalTags as object).length > 0;
      const map = { UseDefaults, PrincipalTags } as PoolDocument['PrincipalTagAttributeMaps'][string];
      const maps = isActive ? { ...rest, [String(sent['IdentityProviderName'])]: map } : rest;
      return { ...pool, PrincipalTagAttributeMaps: maps };
    }
    case 'TagResource':
      return { ...pool, IdentityPoolTags: { ...pool.IdentityPoolTags, ...(sent['Tags'] as object) } };
    case 'UntagResource': {
      const kept = Object.entries(pool.IdentityPoolTags).filter(
        ([key]) => !(sent['TagKeys'] as string[]).includes(key),
      );
      return { ...pool, IdentityPoolTags: Object.fromEntries(kept) };
    }
    default:
      throw new Error(`${operation} does not change a pool.`);
  }
}
