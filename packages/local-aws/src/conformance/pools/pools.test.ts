import { randomUUID } from 'node:crypto';

import {
  DeleteIdentityPoolCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  ListIdentitiesCommand,
  ListIdentityPoolsCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, failureOf, isRemote, notFound, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

const minimal = { IdentityPoolName: 'minimal', AllowUnauthenticatedIdentities: false };

function everyMember() {
  return {
    IdentityPoolName: 'Orders (prod) = 1+1, a@b.c-d_e'.replace(/[()]/g, ''),
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: true,
    SupportedLoginProviders: { 'graph.facebook.com': '7346241598935552', 'accounts.google.com': '1.apps.example_x' },
    DeveloperProviderName: 'login.example_shop-1',
    OpenIdConnectProviderARNs: [
      `arn:aws:iam::${aws.account}:oidc-provider/b.example.com`,
      'arn:aws:iam::123456789012:oidc-provider/a.example.com',
    ],
    CognitoIdentityProviders: [
      {
        ProviderName: `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abcDEF123`,
        ClientId: '1example23456789',
        ServerSideTokenCheck: true,
      },
      {
        ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Xyz',
        ClientId: 'other',
        ServerSideTokenCheck: false,
      },
    ],
    SamlProviderARNs: [
      `arn:aws:iam::${aws.account}:saml-provider/second`,
      `arn:aws:iam::${aws.account}:saml-provider/first`,
    ],
    IdentityPoolTags: { team: 'orders', 'Cost centre': '' },
  };
}

async function describePool(IdentityPoolId: string): Promise<object> {
  const { $metadata: _metadata, ...pool } = await aws.cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  return pool;
}

async function update(input: ConstructorParameters<typeof UpdateIdentityPoolCommand>[0]): Promise<object> {
  const { $metadata: _metadata, ...pool } = await aws.cognito.send(new UpdateIdentityPoolCommand(input));
  return pool;
}

describe('CreateIdentityPool', () => {
  // The SAML providers would have to exist in a real account.
  it.runIf(!isRemote)('keeps every member as it was given, lists in their order', async () => {
    const { IdentityPoolId } = await aws.createPool(everyMember());
    expect(await describePool(IdentityPoolId)).toEqual({ IdentityPoolId, ...everyMember() });
  });

  it('answers an id of the region with a lower-case UUID', async () => {
    const { IdentityPoolId } = await aws.createPool();
    expect(IdentityPoolId).toMatch(
      new RegExp(`^${aws.region}:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
    );
  });

  it('leaves out what was not given, but never the tags', async () => {
    const answer = JSON.parse((await aws.raw('CreateIdentityPool', minimal)).text) as { IdentityPoolId: string };
    expect(answer).toEqual({ IdentityPoolId: answer.IdentityPoolId, ...minimal, IdentityPoolTags: {} });
    await aws.cognito.send(new DeleteIdentityPoolCommand(answer));
  });

  it('takes empty lists and maps, and null, as not given', async () => {
    const answer = await aws.raw('CreateIdentityPool', {
      ...minimal,
      AllowClassicFlow: null,
      DeveloperProviderName: null,
      SupportedLoginProviders: {},
      OpenIdConnectProviderARNs: [],
      CognitoIdentityProviders: [],
      SamlProviderARNs: [],
      IdentityPoolTags: null,
    });
    const { IdentityPoolId, ...pool } = JSON.parse(answer.text) as { IdentityPoolId: string };
    expect(pool).toEqual({ ...minimal, IdentityPoolTags: {} });
    await aws.cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
  });

  it('ignores members that it does not know, the id of another pool included', async () => {
    const IdentityPoolId = `${aws.region}:${randomUUID()}`;
    const answer = await aws.raw('CreateIdentityPool', { ...minimal, IdentityPoolId, Colour: 'red', pk: 1 });
    const pool = JSON.parse(answer.text) as { IdentityPoolId: string };
    expect(Object.keys(pool).toSorted()).toEqual([
      'AllowUnauthenticatedIdentities',
      'IdentityPoolId',
      'IdentityPoolName',
      'IdentityPoolTags',
    ]);
    expect(pool.IdentityPoolId).not.toBe(IdentityPoolId);
    await aws.cognito.send(new DeleteIdentityPoolCommand(pool));
  });

  it('keeps AllowClassicFlow false when it was said', async () => {
    const { IdentityPoolId } = await aws.createPool({ AllowClassicFlow: false });
    expect(await describePool(IdentityPoolId)).toMatchObject({ AllowClassicFlow: false });
  });

  it('makes two pools of the same name', async () => {
    const [first, second] = await Promise.all([aws.createPool(minimal), aws.createPool(minimal)]);
    expect(first.IdentityPoolId).not.toBe(second.IdentityPoolId);
  });

  it('sets ServerSideTokenCheck to false where it is left out', async () => {
    const ProviderName = `cognito-idp.${aws.region}.amazonaws.com/${aws.region}_abc`;
    const { IdentityPoolId } = await aws.createPool({ CognitoIdentityProviders: [{ ProviderName, ClientId: 'a' }] });
    expect(await describePool(IdentityPoolId)).toMatchObject({
      CognitoIdentityProviders: [{ ProviderName, ClientId: 'a', ServerSideTokenCheck: false }],
    });
  });

  it.each([
    ['no ProviderName', { ClientId: 'abc' }],
    ['no ClientId', { ProviderName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc' }],
    ['the issuer as ProviderName', { ProviderName: 'https://example.com/eu-west-1_abc', ClientId: 'abc' }],
    ['a ProviderName without a pool', { ProviderName: 'cognito-idp.eu-west-1.amazonaws.com', ClientId: 'abc' }],
    ['another domain', { ProviderName: 'cognito-idp.eu-west-1.example.com/eu-west-1_abc', ClientId: 'abc' }],
  ])('refuses a user pool with %s', async (_name, provider) => {
    expect(await failureOf(aws.createPool({ CognitoIdentityProviders: [provider] }))).toEqual({
      code: 'InvalidParameterException',
      message: 'Invalid Cognito Identity Provider',
      status: 400,
    });
  });

  it.each([
    'cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_A1',
    'cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_A1',
  ])('takes the user pool %s of another region', async (ProviderName) => {
    const pool = await aws.createPool({ CognitoIdentityProviders: [{ ProviderName, ClientId: 'abc' }] });
    expect(pool.CognitoIdentityProviders?.[0]?.ProviderName).toBe(ProviderName);
  });

  it.each([
    ['SamlProviderARNs', 'arn:aws:iam::999999999999:saml-provider/corp'],
    ['SamlProviderARNs', `arn:us-east-1:iam::${aws.account}:saml-provider/corp`],
    ['SamlProviderARNs', `arn:eu-west-1:iam::${aws.account}:saml-provider/corp`],
    ['OpenIdConnectProviderARNs', `arn:us-east-1:iam::${aws.account}:oidc-provider/id.example.com`],
    ['OpenIdConnectProviderARNs', `arn:aws:iam:us-east-1:${aws.account}:oidc-provider/id.example.com`],
    ['SamlProviderARNs', `arn:aws:iam:us-east-1:${aws.account}:saml-provider/corp`],
  ])('refuses %s with %s, and changes no pool to have it', async (member, arn) => {
    const failure = {
      code: 'NotAuthorizedException',
      message: `Identity provider ${arn} is not valid for account ${aws.account}`,
      status: 400,
    };
    expect(await failureOf(aws.createPool({ [member]: [arn] }))).toEqual(failure);
    const { IdentityPoolId } = await aws.createPool();
    expect(await failureOf(update({ IdentityPoolId, ...minimal, [member]: [arn] }))).toEqual(failure);
    expect(await describePool(IdentityPoolId)).not.toHaveProperty(member);
  });

  it.each(['aws-cn', 'aws-us-gov', 'aws-eusc'])('takes providers of the partition %s', async (partition) => {
    const SamlProviderARNs = [`arn:${partition}:iam::${aws.account}:saml-provider/corp`];
    const OpenIdConnectProviderARNs = [`arn:${partition}:iam::${aws.account}:oidc-provider/id.example.com`];
    const providers = { SamlProviderARNs, OpenIdConnectProviderARNs };
    expect(await aws.createPool(providers)).toMatchObject(providers);
  });

  it('takes an OIDC provider of another account', async () => {
    const arn = 'arn:aws:iam::999999999999:oidc-provider/id.example.com';
    const pool = await aws.createPool({ OpenIdConnectProviderARNs: [arn] });
    expect(pool.OpenIdConnectProviderARNs).toEqual([arn]);
  });
});

describe('UpdateIdentityPool', () => {
  it.runIf(!isRemote)(
    'puts back to its default what is left out, but for the classic flow, the developer name and the tags',
    async () => {
      const { IdentityPoolId } = await aws.createPool(everyMember());
      const { AllowClassicFlow, DeveloperProviderName, IdentityPoolTags } = everyMember();
      const kept = { AllowClassicFlow, DeveloperProviderName, IdentityPoolTags };
      const expected = { IdentityPoolId, ...minimal, ...kept };
      expect(await update({ IdentityPoolId, ...minimal })).toEqual(expected);
      expect(await describePool(IdentityPoolId)).toEqual(expected);
    },
  );

  it.each([undefined, true, false])(
    'keeps an AllowClassicFlow of %s where it is left out',
    async (AllowClassicFlow) => {
      const { IdentityPoolId } = await aws.createPool({ ...minimal, AllowClassicFlow });
      expect(await update({ IdentityPoolId, ...minimal })).toEqual({
        IdentityPoolId,
        ...minimal,
        IdentityPoolTags: {},
        ...(AllowClassicFlow === undefined ? {} : { AllowClassicFlow }),
      });
      const other = AllowClassicFlow !== true;
      expect(await update({ IdentityPoolId, ...minimal, AllowClassicFlow: other })).toMatchObject({
        AllowClassicFlow: other,
      });
    },
  );

  it.runIf(!isRemote)('answers the whole new pool and is idempotent', async () => {
    const { IdentityPoolId } = await aws.createPool(minimal);
    const input = { IdentityPoolId, ...everyMember() };
    expect(await update(input)).toEqual(input);
    expect(await update(input)).toEqual(input);
  });

  it('replaces the tags when tags are given, with none too', async () => {
    const { IdentityPoolId } = await aws.createPool({ IdentityPoolTags: { a: '1', b: '2' } });
    expect(await update({ IdentityPoolId, ...minimal, IdentityPoolTags: { c: '3' } })).toMatchObject({
      IdentityPoolTags: { c: '3' },
    });
    expect(await update({ IdentityPoolId, ...minimal, IdentityPoolTags: {} })).toMatchObject({ IdentityPoolTags: {} });
  });

  it('takes empty providers as none', async () => {
    const { IdentityPoolId } = await aws.createPool({ SupportedLoginProviders: { 'graph.facebook.com': '1' } });
    expect(await update({ IdentityPoolId, ...minimal, SupportedLoginProviders: {} })).toEqual({
      IdentityPoolId,
      ...minimal,
      IdentityPoolTags: {},
    });
  });

  it('sets a developer provider name once and never changes it', async () => {
    const { IdentityPoolId } = await aws.createPool(minimal);
    const named = { IdentityPoolId, ...minimal, DeveloperProviderName: 'login.one' };
    expect(await update(named)).toMatchObject({ DeveloperProviderName: 'login.one' });
    expect(await update(named)).toMatchObject({ DeveloperProviderName: 'login.one' });
    const failure = await failureOf(update({ ...named, IdentityPoolName: 'x', DeveloperProviderName: 'login.two' }));
    expect(failure.code).toBe('InvalidParameterException');
    expect(await describePool(IdentityPoolId)).toMatchObject(named);
  });

  it('changes nothing when it fails', async () => {
    const { IdentityPoolId } = await aws.createPool(minimal);
    const before = await describePool(IdentityPoolId);
    const failed = update({
      IdentityPoolId,
      IdentityPoolName: 'changed',
      AllowUnauthenticatedIdentities: true,
      CognitoIdentityProviders: [{ ClientId: 'a' }],
    });
    expect((await failureOf(failed)).message).toBe('Invalid Cognito Identity Provider');
    expect(await describePool(IdentityPoolId)).toEqual(before);
  });

  it('does not delete guests when it forbids them', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const { IdentityId } = await aws.cognito.send(new GetIdCommand({ IdentityPoolId }));
    await update({ IdentityPoolId, ...minimal });
    const { Identities } = await aws.cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }));
    expect(Identities?.map((identity) => identity.IdentityId)).toEqual([IdentityId]);
  });
});

describe('a pool that does not exist', () => {
  const IdentityPoolId = `${aws.region}:${randomUUID()}`;

  it.each([
    ['DescribeIdentityPool', {}],
    ['UpdateIdentityPool', minimal],
    ['DeleteIdentityPool', {}],
    ['ListIdentities', { MaxResults: 1 }],
    ['GetIdentityPoolRoles', {}],
    ['SetIdentityPoolRoles', { Roles: {} }],
    ['GetId', {}],
  ])('is not found by %s', async (operation, members) => {
    expect(errorOf(await aws.raw(operation, { IdentityPoolId, ...members }))).toEqual(notFound(IdentityPoolId));
  });

  it('is what a deleted pool has become, its identities too', async () => {
    const pool = await aws.createPool();
    const { IdentityId } = await aws.cognito.send(new GetIdCommand(pool));
    await aws.cognito.send(new DeleteIdentityPoolCommand(pool));
    const gone = notFound(pool.IdentityPoolId);
    expect(await failureOf(describePool(pool.IdentityPoolId))).toEqual(gone);
    expect(await failureOf(aws.cognito.send(new DeleteIdentityPoolCommand(pool)))).toEqual(gone);
    expect(errorOf(await aws.raw('DescribeIdentity', { IdentityId }))).toEqual({
      code: 'ResourceNotFoundException',
      message: `Identity '${IdentityId}' not found.`,
      status: 400,
    });
  });
});

describe('ListIdentityPools', () => {
  it('gives every pool once over its pages, with id and name only', async () => {
    const made = await Promise.all(
      Array.from({ length: 7 }, (_, index) => aws.createPool({ IdentityPoolName: `page ${index}` })),
    );
    const found: unknown[] = [];
    let NextToken: string | undefined;
    do {
      const input: { MaxResults: number; NextToken?: string } = { MaxResults: 3, ...(NextToken ? { NextToken } : {}) };
      const page = await aws.cognito.send(new ListIdentityPoolsCommand(input));
      expect(page.IdentityPools?.length).toBeLessThanOrEqual(3);
      found.push(...(page.IdentityPools ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    for (const { IdentityPoolId, IdentityPoolName } of made) {
      expect(found.filter((pool) => (pool as { IdentityPoolId: string }).IdentityPoolId === IdentityPoolId)).toEqual([
        { IdentityPoolId, IdentityPoolName },
      ]);
    }
  });

  it.each(['garbage', 'eyJvZiI6InBvb2xzIn0', 'é', 'x'.repeat(65_535)])(
    'refuses a page token that it did not give',
    async (NextToken) => {
      const failure = await failureOf(aws.cognito.send(new ListIdentityPoolsCommand({ MaxResults: 1, NextToken })));
      expect(failure).toMatchObject({ code: 'InvalidParameterException', status: 400 });
    },
  );

  it('refuses the page token of another list', async () => {
    const { IdentityPoolId } = await aws.createPool();
    await Promise.all([1, 2].map(() => aws.cognito.send(new GetIdCommand({ IdentityPoolId }))));
    const { NextToken } = await aws.cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 1 }));
    expect(NextToken).toEqual(expect.any(String));
    const failure = await failureOf(
      aws.cognito.send(new ListIdentityPoolsCommand({ MaxResults: 1, NextToken: NextToken ?? '' })),
    );
    expect(failure.code).toBe('InvalidParameterException');
  });
});

describe.runIf(!isRemote)('an account of its own', () => {
  it('has an empty list of pools and no token at first', async () => {
    const fresh = await startAws();
    const answer = await fresh.raw('ListIdentityPools', { MaxResults: 60 });
    expect(answer.text).toBe('{"IdentityPools":[]}');
    await fresh.close();
  });

  it('takes 1,000 pools in a region and no more', async () => {
    const fresh = await startAws();
    for (let made = 0; made < 1000; made += 50) {
      await Promise.all(Array.from({ length: 50 }, () => fresh.createPool()));
    }
    expect((await failureOf(fresh.createPool())).code).toBe('LimitExceededException');
    const elsewhere = await fresh.raw('CreateIdentityPool', minimal, { region: 'us-west-2' });
    expect(elsewhere.status).toBe(200);
    await fresh.close();
  });
});
