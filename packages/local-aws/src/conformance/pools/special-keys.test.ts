import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, isRemote, startAws } from '../support/setup.ts';

// Keys that an object of JavaScript already has. JSON.parse keeps them as own members, which JSON.stringify of a literal would not.
const keys = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
const special = `{${keys.map((key) => `"${key}":"value"`).join()}}`;

const aws = await startAws();
afterAll(() => aws.close());

/** Sends `input` with every `"SPECIAL"` replaced by the map, and answers the text. */
async function call(operation: string, input: object): Promise<string> {
  return (await aws.raw(operation, JSON.stringify(input).replaceAll('"SPECIAL"', special))).text;
}

describe('map keys that JavaScript treats specially', () => {
  it('come back as tags of a pool, set in every way, and go', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const ResourceArn = `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${IdentityPoolId}`;
    await call('TagResource', { ResourceArn, Tags: 'SPECIAL' });
    expect(await call('ListTagsForResource', { ResourceArn })).toBe(`{"Tags":${special}}`);
    await call('UntagResource', { ResourceArn, TagKeys: keys });
    expect(await call('ListTagsForResource', { ResourceArn })).toBe('{"Tags":{}}');
    const update = { IdentityPoolId, IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true };
    await call('UpdateIdentityPool', { ...update, IdentityPoolTags: 'SPECIAL' });
    expect(await call('DescribeIdentityPool', { IdentityPoolId })).toContain(`"IdentityPoolTags":${special}`);
  });

  it.runIf(!isRemote)('come back as login providers', async () => {
    const input = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: true, SupportedLoginProviders: 'SPECIAL' };
    expect(await call('CreateIdentityPool', input)).toContain(`"SupportedLoginProviders":${special}`);
  });

  it('come back as principal tags', async () => {
    const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
    const map = { IdentityPoolId, IdentityProviderName: 'graph.facebook.com' };
    expect(await call('SetPrincipalTagAttributeMap', { ...map, PrincipalTags: 'SPECIAL' })).toContain(special);
    expect(await call('GetPrincipalTagAttributeMap', map)).toContain(`"PrincipalTags":${special}`);
  });

  it('come back as tags in the token of a developer’s user', async () => {
    const { IdentityPoolId } = await aws.createPool({ DeveloperProviderName: 'dev' });
    const input = { IdentityPoolId, Logins: { dev: 'user' }, PrincipalTags: 'SPECIAL' };
    const { Token = '' } = JSON.parse(await call('GetOpenIdTokenForDeveloperIdentity', input)) as { Token?: string };
    const payload = Buffer.from(Token.split('.')[1] ?? '', 'base64url').toString();
    expect(payload).toContain(`"principal_tags":{${keys.map((key) => `"${key}":["value"]`).join()}}`);
  });

  it('are no roles, no mapped providers and no logins', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const refused = async (operation: string, input: object) =>
      errorOf(await aws.raw(operation, JSON.stringify(input).replaceAll('"SPECIAL"', special))).code;
    expect(await refused('SetIdentityPoolRoles', { IdentityPoolId, Roles: 'SPECIAL' })).toBe('ValidationException');
    const mapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };
    for (const key of keys) {
      const RoleMappings = JSON.parse(`{"${key}":${JSON.stringify(mapping)}}`) as object;
      expect(await refused('SetIdentityPoolRoles', { IdentityPoolId, Roles: {}, RoleMappings })).toBe(
        'InvalidParameterException',
      );
      const Logins = JSON.parse(`{"${key}":"token"}`) as object;
      expect(await refused('GetId', { IdentityPoolId, Logins })).toBe('NotAuthorizedException');
    }
    expect(await call('GetIdentityPoolRoles', { IdentityPoolId })).toBe(`{"IdentityPoolId":"${IdentityPoolId}"}`);
  });
});
