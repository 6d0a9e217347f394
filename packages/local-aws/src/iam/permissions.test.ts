import { afterEach, beforeEach, expect, it } from 'vitest';

import { accountId, rootCaller } from '../auth/account.ts';
import { Trail } from '../cloudtrail/trail.ts';
import type { OperationContext } from '../dispatch/operation.ts';
import { queryInput } from '../protocol/query-input.ts';
import { Store } from '../store.ts';
import { iam } from './service.ts';

let store: Store;
beforeEach(() => {
  store = new Store();
});
afterEach(() => store.close());

/** What the caller of an operation needs: the resource, and the conditions by name. */
function needed(operation: string, parameters: Record<string, string>) {
  const { permission, input } = iam.operations[operation] as Extract<
    (typeof iam.operations)[string],
    { auth: 'signed' }
  >;
  const clock = { now: () => Date.UTC(2026, 0, 1) };
  const base = { store, clock, trail: new Trail(), region: 'us-east-1', account: accountId };
  const context: OperationContext = { ...base, caller: rootCaller, isFromPage: false, fault: undefined };
  const { resource, conditions } = permission(context, queryInput(input, new URLSearchParams(parameters))) ?? {};
  return { resource, conditions: Object.fromEntries(conditions ?? []) };
}

const prefix = `arn:aws:iam::${accountId}`;
const Tags = [{ Key: 'Team', Value: 'blue' }];
const tagged = { 'aws:resourcetag/team': ['blue'], 'iam:resourcetag/team': ['blue'] };
const tagParameters = {
  'Tags.member.1.Key': 'Cost',
  'Tags.member.1.Value': '1',
  'Tags.member.2.Key': 'team',
  'Tags.member.2.Value': 'red',
};
const requested = {
  'aws:requesttag/cost': ['1'],
  'aws:requesttag/team': ['red'],
  'aws:tagkeys': ['Cost', 'team'],
};
const CreateDate = '2026-01-01T00:00:00Z';

it.each<[string, Record<string, string>, string, object]>([
  ['GetRole', { RoleName: 'a' }, 'role/a', {}],
  ['CreateRole', { RoleName: 'a', Path: '/x/', ...tagParameters }, 'role/x/a', requested],
  ['CreateRole', { RoleName: 'a' }, 'role/a', {}],
  ['ListRoles', {}, 'role/', {}],
  ['ListRoles', { PathPrefix: '/x/' }, 'role/x/', {}],
  ['CreateOpenIDConnectProvider', { Url: 'https://a.example/b/' }, 'oidc-provider/a.example/b', {}],
  ['ListOpenIDConnectProviders', {}, 'oidc-provider/*', {}],
  ['CreateSAMLProvider', { Name: 'a', ...tagParameters }, 'saml-provider/a', requested],
  ['ListSAMLProviders', {}, 'saml-provider/*', {}],
])('%s with %j is checked on %s', (operation, parameters, resource, conditions) => {
  expect(needed(operation, parameters)).toEqual({ resource: `${prefix}:${resource}`, conditions });
});

it('what is done to a role is checked on its ARN with its path, and with its tags', () => {
  const Arn = `${prefix}:role/x/a`;
  store.iamRoles.insert({
    RoleName: 'a',
    RoleId: 'AROAEXAMPLE',
    Arn,
    Path: '/x/',
    AssumeRolePolicyDocument: '{"Statement":[]}',
    CreateDate,
    MaxSessionDuration: 3600,
    Tags,
  });
  expect(needed('DeleteRole', { RoleName: 'A' })).toEqual({ resource: Arn, conditions: tagged });
  expect(needed('TagRole', { RoleName: 'a', ...tagParameters })).toEqual({
    resource: Arn,
    conditions: { ...tagged, ...requested },
  });
  expect(needed('UntagRole', { RoleName: 'a', 'TagKeys.member.1': 'Team' })).toEqual({
    resource: Arn,
    conditions: { ...tagged, 'aws:tagkeys': ['Team'] },
  });
  expect(needed('AttachRolePolicy', { RoleName: 'a', PolicyArn: 'arn:p' })).toEqual({
    resource: Arn,
    conditions: { ...tagged, 'iam:policyarn': ['arn:p'] },
  });
});

it('what is done to a provider is checked on the ARN of the request, and with its tags', () => {
  const oidc = `${prefix}:oidc-provider/a.example`;
  const saml = `${prefix}:saml-provider/a`;
  store.oidcProviders.insert({
    Arn: oidc,
    Url: 'https://a.example',
    ClientIDList: [],
    ThumbprintList: [],
    CreateDate,
    Tags,
  });
  store.samlProviders.insert({ Arn: saml, SAMLProviderUUID: 'SAMLSP', SAMLMetadataDocument: '<a/>', CreateDate, Tags });
  const get = (OpenIDConnectProviderArn: string) => needed('GetOpenIDConnectProvider', { OpenIDConnectProviderArn });
  expect(get(oidc)).toEqual({ resource: oidc, conditions: tagged });
  expect(get('arn:other')).toEqual({ resource: 'arn:other', conditions: {} });
  expect(needed('GetSAMLProvider', { SAMLProviderArn: saml })).toEqual({ resource: saml, conditions: tagged });
});
