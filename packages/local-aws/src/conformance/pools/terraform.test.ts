import {
  CreateIdentityPoolCommand,
  DeleteIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  ListTagsForResourceCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { failureOf, notFound, startAws } from '../support/setup.ts';

// The calls that Terraform's AWS provider makes for its resources, in their order.
const aws = await startAws();
afterAll(() => aws.close());

const userPool = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_Zr231apJu`;
const samlArn = `arn:aws:iam::${aws.account}:saml-provider/myprovider`;
const oidcArns = ['foo', 'bar'].map((name) => `arn:aws:iam::${aws.account}:oidc-provider/${name}.example.com`);

const all = {
  AllowUnauthenticatedIdentities: false,
  AllowClassicFlow: true,
  DeveloperProviderName: 'my.developer',
  CognitoIdentityProviders: [
    { ClientId: '7lhlkkfbfb4q5kpp90urffao', ProviderName: userPool, ServerSideTokenCheck: false },
    { ClientId: '7lhlkkfbfb4q5kpp90urffae', ProviderName: userPool, ServerSideTokenCheck: true },
  ],
  SamlProviderARNs: [samlArn],
  OpenIdConnectProviderARNs: oidcArns,
  SupportedLoginProviders: { 'graph.facebook.com': '7346241598935555', 'accounts.google.com': '123456789012.apps.x' },
};

type Sent<T> = Omit<T, '$metadata'>;

async function without<T extends { $metadata: unknown }>(call: Promise<T>): Promise<Sent<T>> {
  const { $metadata: _, ...answer } = await call;
  return answer;
}

const readPool = (IdentityPoolId: string) =>
  without(aws.cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId })));

describe('aws_cognito_identity_pool', () => {
  it('is created, read, changed without its tags in the call, and deleted', async () => {
    const IdentityPoolTags = { Name: 'pool', team: 'blue' };
    const input = { IdentityPoolName: 'identity pool', ...all, IdentityPoolTags };
    const created = await without(aws.cognito.send(new CreateIdentityPoolCommand(input)));
    const { IdentityPoolId = '' } = created;
    expect(created).toEqual({ IdentityPoolId, ...input });
    expect(await readPool(IdentityPoolId)).toEqual(created);

    const update = { IdentityPoolId, IdentityPoolName: 'renamed', ...all, AllowClassicFlow: false };
    const updated = await without(aws.cognito.send(new UpdateIdentityPoolCommand(update)));
    expect(updated).toEqual({ ...update, IdentityPoolTags });
    expect(await readPool(IdentityPoolId)).toEqual(updated);

    const ResourceArn = `arn:aws:cognito-identity:${aws.region}:${aws.account}:identitypool/${IdentityPoolId}`;
    await aws.cognito.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));
    await aws.cognito.send(new TagResourceCommand({ ResourceArn, Tags: { Name: 'new', stage: 'test' } }));
    const Tags = { Name: 'new', stage: 'test' };
    expect(await without(aws.cognito.send(new ListTagsForResourceCommand({ ResourceArn })))).toEqual({ Tags });
    expect(await readPool(IdentityPoolId)).toEqual({ ...updated, IdentityPoolTags: Tags });

    await aws.cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
    expect(await failureOf(readPool(IdentityPoolId))).toEqual(notFound(IdentityPoolId));
    const again = aws.cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
    expect(await failureOf(again)).toEqual(notFound(IdentityPoolId));
  });

  it.each([
    ['CognitoIdentityProviders', []],
    ['SamlProviderARNs', []],
    ['OpenIdConnectProviderARNs', []],
    ['SupportedLoginProviders', {}],
  ] as const)('loses its %s when none are left in the configuration', async (member, none) => {
    const { IdentityPoolId } = await aws.createPool(all);
    const update = { IdentityPoolId, IdentityPoolName: 'p', ...all, [member]: none };
    await aws.cognito.send(new UpdateIdentityPoolCommand(update));
    const { [member]: left, ...rest } = await readPool(IdentityPoolId);
    expect(left).toBeUndefined();
    const { [member]: _, ...kept } = update;
    expect(rest).toEqual({ ...kept, IdentityPoolTags: {} });
  });

  it('is created from its two required arguments', async () => {
    const { IdentityPoolId } = await aws.createPool({ AllowUnauthenticatedIdentities: false, AllowClassicFlow: false });
    expect(await readPool(IdentityPoolId)).toEqual({
      IdentityPoolId,
      IdentityPoolName: 'lifeguard conformance',
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      IdentityPoolTags: {},
    });
  });
});

describe('aws_cognito_identity_pool_roles_attachment', () => {
  const mapping = (RoleARN: string, ...values: string[]): RoleMapping => ({
    Type: 'Rules',
    AmbiguousRoleResolution: 'AuthenticatedRole',
    RulesConfiguration: {
      Rules: values.map((Value) => ({ Claim: 'isAdmin', MatchType: 'Equals' as const, Value, RoleARN })),
    },
  });

  it('is created, read, changed and deleted', async () => {
    const { IdentityPoolId } = await aws.createPool({
      SupportedLoginProviders: { 'graph.facebook.com': '7346241598935555' },
    });
    const [authenticated, unauthenticated] = [await aws.createRole(), await aws.createRole()];
    const set = (Roles: Record<string, string>, RoleMappings: Record<string, RoleMapping>) =>
      aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
    const read = () => without(aws.cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId })));

    await set({ authenticated }, {});
    expect(await read()).toEqual({ IdentityPoolId, Roles: { authenticated } });

    const rules = { 'graph.facebook.com': mapping(authenticated, 'paid', 'unpaid') };
    await set({ authenticated }, rules);
    expect(await read()).toEqual({ IdentityPoolId, Roles: { authenticated }, RoleMappings: rules });

    const token = { 'graph.facebook.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' } } as const;
    await set({ authenticated, unauthenticated }, token);
    expect(await read()).toEqual({ IdentityPoolId, Roles: { authenticated, unauthenticated }, RoleMappings: token });

    await set({ unauthenticated }, {});
    expect(await read()).toEqual({ IdentityPoolId, Roles: { unauthenticated } });

    await set({}, {});
    const { Roles, RoleMappings, ...rest } = await read();
    expect([Roles ?? {}, RoleMappings ?? {}, rest]).toEqual([{}, {}, { IdentityPoolId }]);
  });

  it('is gone with its pool', async () => {
    const { IdentityPoolId } = await aws.createPool();
    await aws.cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
    const read = aws.cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
    expect(await failureOf(read)).toEqual(notFound(IdentityPoolId));
    const remove = aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings: {} }));
    expect(await failureOf(remove)).toEqual(notFound(IdentityPoolId));
  });
});

describe('aws_cognito_identity_pool_provider_principal_tag', () => {
  it('is created, read, changed and deleted', async () => {
    const { IdentityPoolId } = await aws.createPool({
      CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: '7lhlkkfbfb4q5kpp90urffao' }],
    });
    const name = { IdentityPoolId, IdentityProviderName: userPool };
    const set = (UseDefaults: boolean, PrincipalTags: Record<string, string>) =>
      without(aws.cognito.send(new SetPrincipalTagAttributeMapCommand({ ...name, UseDefaults, PrincipalTags })));
    const read = () => without(aws.cognito.send(new GetPrincipalTagAttributeMapCommand(name)));

    const steps = [
      { UseDefaults: false, PrincipalTags: { test: 'value' } },
      { UseDefaults: false, PrincipalTags: { test: 'value', new: 'map' } },
      { UseDefaults: false, PrincipalTags: { other: 'value' } },
      { UseDefaults: true, PrincipalTags: {} },
    ];
    for (const step of steps) {
      expect(await set(step.UseDefaults, step.PrincipalTags)).toEqual({ ...name, ...step });
      expect(await read()).toEqual({ ...name, ...step });
    }

    await aws.cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
    expect(await failureOf(read())).toEqual(notFound(IdentityPoolId));
    expect(await failureOf(set(true, {}))).toEqual(notFound(IdentityPoolId));
  });
});
