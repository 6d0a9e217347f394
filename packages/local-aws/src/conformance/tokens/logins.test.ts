import { UpdateIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loginBed, refused, type TestProvider, unsupported } from '../support/logins.ts';
import { errorOf, failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const { google, facebook, userPool, otherClient } = bed;
const oidc: TestProvider = { key: 'login.example.com/realm', audience: 'oidc-client' };

// AWS takes no token that a test could make.
describe.runIf(!isRemote)('logins', () => {
  let IdentityPoolId: string;
  beforeAll(async () => {
    const { arn } = await bed.oidcProvider(`https://${oidc.key}`, [oidc.audience]);
    IdentityPoolId = await bed.pool({ OpenIdConnectProviderARNs: [arn] });
  });
  const providers = [userPool, oidc, ...bed.social];
  const idTokenProviders = providers.filter(({ key }) => !isOpaque(key));
  const opaqueProviders = providers.filter(({ key }) => isOpaque(key));
  const inGetId = (Logins: Record<string, string>) => failureOf(bed.getId(IdentityPoolId, Logins));

  describe.each(providers)('of $key', (provider) => {
    it('give a user one identity, and another user another', async () => {
      const alice = await bed.getId(IdentityPoolId, await bed.login(provider, 'alice'));
      expect(await bed.getId(IdentityPoolId, await bed.login(provider, 'alice'))).toBe(alice);
      expect(await bed.getId(IdentityPoolId, await bed.login(provider, 'Alice'))).not.toBe(alice);
      expect((await bed.describe(alice)).logins).toEqual([provider.key]);
    });

    it('are refused where the pool does not have the provider', async () => {
      const bare = await aws.createPool();
      const Logins = await bed.login(provider, 'alice');
      expect(await failureOf(bed.getId(bare.IdentityPoolId, Logins))).toEqual(unsupported);
      expect(await bed.list(bare.IdentityPoolId)).toEqual([]);
    });

    it('expire', async () => {
      const Logins = await bed.login(provider, 'late', { exp: 1637655000 });
      const failure = await inGetId(Logins);
      const [, now] = /^Invalid login token\. Token expired: (\d+) >= 1637655000$/.exec(failure.message) ?? [];
      expect(Number(now) * 1000 - Date.now()).toBeCloseTo(0, -5);
    });

    it('end with the clock of the service', async () => {
      const Logins = await bed.login(provider, 'alice');
      const failure = await bed.later(3601, () => inGetId(Logins));
      expect(failure.message).toMatch(/^Invalid login token\. Token expired: \d+ >= \d+$/);
    });
  });

  it('of users with the same name at every provider are as many identities', async () => {
    const ids = await Promise.all(
      providers.map(async (provider) => bed.getId(IdentityPoolId, await bed.login(provider, 'same-name'))),
    );
    expect(new Set(ids).size).toBe(providers.length);
  });

  describe.each(idTokenProviders)('ID tokens of $key', (provider) => {
    it.each(['someone-elses', ['someone-elses', 'third']])('are for their azp where aud is %j', async (aud) => {
      const Logins = await bed.login(provider, 'alice', { aud, azp: provider.audience });
      expect(await bed.getId(IdentityPoolId, Logins)).toMatch(aws.region);
    });

    it.each([
      { aud: 'another-app' },
      { aud: ['another-app', 'third'] },
      { aud: [] },
      { azp: 'another-app' },
      { azp: '' },
    ])('are refused for another app: %j', async (claims) => {
      const expected = provider === userPool ? unsupported : refused('Invalid login token. Incorrect token audience.');
      expect(await inGetId(await bed.login(provider, 'alice', claims))).toEqual(expected);
    });

    it('are for one of several audiences', async () => {
      const Logins = await bed.login(provider, 'alice', { aud: ['another-app', provider.audience] });
      expect(await bed.getId(IdentityPoolId, Logins)).toMatch(aws.region);
    });

    it.each(['https://evil.example.com', 'https://', ''])('are refused from the issuer "%s"', async (iss) => {
      expect(await inGetId(await bed.login(provider, 'alice', { iss }))).toEqual(
        refused("Invalid login token. Issuer doesn't match providerName"),
      );
    });

    it('look like an access token without an audience', async () => {
      const Logins = { [provider.key]: await aws.loginToken(provider.key, { sub: 'alice' }) };
      expect(await inGetId(Logins)).toEqual(refused('Invalid login token. Missing a required claim: aud'));
    });
  });

  describe.each(opaqueProviders)('access tokens of $key', (provider) => {
    const strangers = opaqueProviders.filter((other) => other !== provider);

    it.each(strangers)('are refused when they are of $key', async (stranger) => {
      const token = await aws.loginToken(stranger.key, { sub: 'alice' });
      expect((await inGetId({ [provider.key]: token })).code).toBe('NotAuthorizedException');
    });

    it('are refused for another app', async () => {
      const failure = await inGetId(await bed.login(provider, 'alice', { aud: 'another-app' }));
      expect(failure.code).toBe('NotAuthorizedException');
    });

    it('can’t be made up', async () => {
      expect((await inGetId({ [provider.key]: 'EAACEdEose0cBA' })).code).toBe('NotAuthorizedException');
    });
  });

  it('reach nobody else by a name that looks like the key or the user of another provider', async () => {
    const alice = await bed.getId(IdentityPoolId, await bed.login(google, 'alice'));
    const names = [
      'accounts.google.com',
      `${google.audience}:alice`,
      `${google.key}:${google.audience}:alice`,
      ':alice',
    ];
    const crafted = names.flatMap((name) => providers.map((provider) => ({ provider, name })));
    const ids = await Promise.all([
      ...crafted.map(async ({ provider, name }) => bed.getId(IdentityPoolId, await bed.login(provider, name))),
      ...names.map(async (name) => (await bed.developerToken(IdentityPoolId, name)).IdentityId),
    ]);
    expect(new Set([...ids, alice]).size).toBe(ids.length + 1);
  });

  it('of Google come from its name with and without https', async () => {
    const ids = await Promise.all(
      ['https://accounts.google.com', 'accounts.google.com'].map(async (iss) =>
        bed.getId(IdentityPoolId, await bed.login(google, 'both', { iss })),
      ),
    );
    expect(ids[0]).toBe(ids[1]);
  });

  it('of two app clients of a user pool are one user', async () => {
    const one = await bed.getId(IdentityPoolId, await bed.login(userPool, 'two-apps'));
    expect(await bed.getId(IdentityPoolId, await bed.login(otherClient, 'two-apps'))).toBe(one);
  });

  it('of a provider that the pool has lost are refused, while the link stays', async () => {
    const settings = { IdentityPoolName: 'p', AllowUnauthenticatedIdentities: false };
    const { IdentityPoolId: poolId } = await aws.createPool({ SupportedLoginProviders: supports(google) });
    const update = (members: object) =>
      aws.cognito.send(new UpdateIdentityPoolCommand({ IdentityPoolId: poolId, ...settings, ...members }));
    const Logins = await bed.login(google, 'alice');
    const alice = await bed.getId(poolId, Logins);
    await update({});
    expect(await failureOf(bed.getId(poolId, Logins))).toEqual(unsupported);
    expect(await failureOf(bed.use(alice, Logins))).toEqual(unsupported);
    expect((await bed.describe(alice)).logins).toEqual([google.key]);
    await update({ SupportedLoginProviders: supports(google) });
    expect(await bed.getId(poolId, Logins)).toBe(alice);
  });

  it('write nothing when one of two is bad', async () => {
    const poolId = await bed.pool();
    const good = await bed.login(google, 'alice');
    expect((await failureOf(bed.getId(poolId, { ...good, [facebook.key]: 'made-up' }))).code).toBe(
      'NotAuthorizedException',
    );
    expect(await bed.list(poolId)).toEqual([]);
    const guest = await bed.getId(poolId);
    expect((await failureOf(bed.use(guest, { ...good, [facebook.key]: 'made-up' }))).code).toBe(
      'NotAuthorizedException',
    );
    expect(await bed.describe(guest)).toMatchObject({ logins: [] });
    expect(await bed.use(guest)).toBe(guest);
  });

  it('are at most ten, of at most 50,000 characters', async () => {
    const Logins = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v']));
    const tooMany = await aws.raw('GetId', { IdentityPoolId, Logins });
    const shown = Object.keys(Logins).map((key) => `${key}=v`);
    expect(errorOf(tooMany)).toEqual(
      refused(
        `1 validation error detected: Value '{${shown.join(', ')}}' at 'logins' failed to satisfy constraint: Member must have length less than or equal to 10`,
        'ValidationException',
      ),
    );
    const text = 'v'.repeat(50_001);
    const tooLong = await aws.raw('GetId', { IdentityPoolId, Logins: { [google.key]: text } });
    expect(errorOf(tooLong)).toEqual(
      refused(
        `1 validation error detected: Value '{${google.key}=${text}}' at 'logins' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 50000, Member must have length greater than or equal to 1]`,
        'ValidationException',
      ),
    );
    expect((await inGetId({ [google.key]: 'v'.repeat(50_000) })).code).toBe('NotAuthorizedException');
  });
});

function isOpaque(key: string): boolean {
  return ['graph.facebook.com', 'www.amazon.com', 'api.twitter.com', 'www.digits.com'].includes(key);
}

function supports({ key, audience }: TestProvider): Record<string, string> {
  return { [key]: audience };
}
