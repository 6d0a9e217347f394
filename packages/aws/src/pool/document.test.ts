import { examplePool, madeUpPool, madeUpSettings } from '@lifeguard/shared/pool/fixture';
import { poolSettings } from '@lifeguard/shared/pool/settings';
import { describe, expect, it } from 'vitest';

import { etagOf, readDescribed, readRoles } from './document.ts';

const IdentityPoolId = 'us-east-1:11111111-2222-4333-8444-555555555555';
const madeUp = 'MadeUpSeconds';

describe('what AWS answers', () => {
  it('is the whole document, each member from its own answer', () => {
    const { Roles, RoleMappings, PrincipalTagAttributeMaps, ...described } = examplePool();
    expect(readDescribed(body(described))).toEqual({ members: described, unknown: [] });
    expect(readRoles(body({ IdentityPoolId, Roles, RoleMappings }))).toEqual({
      members: { IdentityPoolId, Roles, RoleMappings },
      unknown: [],
    });
    // These have a call for each provider.
    expect(PrincipalTagAttributeMaps).toEqual({});
  });

  it('means nothing, no, or "not set" by what it leaves out, or says to be null', () => {
    const nulls = Object.fromEntries(Object.keys(poolSettings).map((member) => [member, null]));
    for (const answer of [{}, nulls]) {
      const { members: described, unknown } = readDescribed(body({ IdentityPoolId, ...answer }));
      expect({ ...described, ...readRoles(body({})).members }).toEqual({
        IdentityPoolId,
        IdentityPoolName: '',
        AllowUnauthenticatedIdentities: false,
        SupportedLoginProviders: {},
        OpenIdConnectProviderARNs: [],
        CognitoIdentityProviders: [],
        SamlProviderARNs: [],
        IdentityPoolTags: {},
        Roles: {},
        RoleMappings: {},
      });
      expect(unknown).toEqual([]);
    }
  });

  it('says of each user pool whether tokens are checked, though AWS may leave that out', () => {
    const [item] = examplePool().CognitoIdentityProviders;
    const { ServerSideTokenCheck: _, ...short } = item ?? {};
    const { members } = readDescribed(body({ CognitoIdentityProviders: [short] }));
    expect(members.CognitoIdentityProviders).toEqual([{ ...item, ServerSideTokenCheck: false }]);
  });

  it('keeps a tag of any name', () => {
    const { members } = readDescribed(Buffer.from('{"IdentityPoolTags":{"__proto__":"x","constructor":"y"}}'));
    expect(Object.entries(members.IdentityPoolTags)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('is never taken for a pool where it was not kept', () => {
    expect(() => readDescribed(undefined)).toThrow('not kept');
  });
});

describe('a made-up setting', () => {
  const { Roles: _roles, RoleMappings: _mappings, PrincipalTagAttributeMaps: _maps, ...described } = madeUpPool(900);

  it('is read with its row in the table, and unknown without', () => {
    expect(readDescribed(body(described), madeUpSettings)).toEqual({ members: described, unknown: [] });
    const { members, unknown } = readDescribed(body(described));
    expect(unknown).toEqual([madeUp]);
    expect(members).not.toHaveProperty(madeUp);
  });

  it('stays out of the document where AWS leaves it out', () => {
    const { [madeUp as 'IdentityPoolName']: _, ...unset } = described;
    expect(readDescribed(body(unset), madeUpSettings)).toEqual({ members: unset, unknown: [] });
  });

  it('is a part of the version', () => {
    const versions = [900, 3600, undefined].map((value) => etagOf(madeUpPool(value), madeUpSettings));
    expect(new Set(versions).size).toBe(3);
  });
});

function body(answer: object): Uint8Array {
  return Buffer.from(JSON.stringify(answer));
}
