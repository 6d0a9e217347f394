import { randomUUID } from 'node:crypto';

import { UnlinkIdentityCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  backend,
  forbidden,
  loginBed,
  type Logins,
  mismatch,
  refused,
  unsupported,
  unverified,
} from '../support/logins.ts';
import { errorOf, failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const { google, facebook, userPool } = bed;
let IdentityPoolId: string;
beforeAll(async () => {
  IdentityPoolId = await bed.pool();
});

function unlink(IdentityId: string, given: Logins, ...LoginsToRemove: readonly string[]) {
  return aws.cognito.send(
    new UnlinkIdentityCommand({ IdentityId, Logins: given, LoginsToRemove: [...LoginsToRemove] }),
  );
}

describe('UnlinkIdentity', () => {
  it('needs an identity, and a login to prove whose it is', async () => {
    const unknown = `${aws.region}:${randomUUID()}`;
    expect(await failureOf(unlink(unknown, {}, google.key))).toEqual(
      refused(`Identity '${unknown}' not found.`, 'ResourceNotFoundException'),
    );
    const guest = await bed.getId(IdentityPoolId);
    expect(await failureOf(unlink(guest, {}, google.key))).toEqual(forbidden(guest));
    expect(await bed.use(guest)).toBe(guest);
  });

  it('wants all its members', async () => {
    const answer = await aws.raw('UnlinkIdentity', { IdentityId: `${aws.region}:0` }, { credentials: 'none' });
    expect(errorOf(answer)).toEqual(
      refused(
        "2 validation errors detected: Value null at 'logins' failed to satisfy constraint: Member must not be null; Value null at 'loginsToRemove' failed to satisfy constraint: Member must not be null",
        'ValidationException',
      ),
    );
  });

  it.each([
    ['arn:aws:iam::123456789012:saml-provider/other', unsupported],
    ['other.example.com', refused("Invalid login token. Issuer doesn't match providerName")],
    [backend, refused('Please provide a valid public provider', 'InvalidParameterException')],
    ['cognito-identity.amazonaws.com', refused("Invalid login token. Can't pass in a Cognito token.")],
  ])('takes no login of %s', async (key, failure) => {
    const { IdentityId, Token } = await bed.developerToken(IdentityPoolId, 'alice');
    expect(await failureOf(unlink(IdentityId, { [key]: Token }, backend))).toEqual(failure);
    expect((await bed.describe(IdentityId)).logins).toEqual([backend]);
  });
});

describe.runIf(!isRemote)('UnlinkIdentity with a login', () => {
  it('takes one of several away, which is a new identity next time', async () => {
    const alice = await bed.knownUser(IdentityPoolId, google, facebook, userPool);
    const answer = await unlink(alice.id, await alice.login(google), facebook.key);
    expect(Object.keys(answer)).toEqual(['$metadata']);
    expect((await bed.describe(alice.id)).logins).toEqual([google.key, userPool.key]);
    expect(await bed.getId(IdentityPoolId, await alice.login(facebook))).not.toBe(alice.id);
    expect(await bed.getId(IdentityPoolId, await alice.login(userPool))).toBe(alice.id);
  });

  it('takes away the login that it is shown, and the last one leaves nobody', async () => {
    const alice = await bed.knownUser(IdentityPoolId, google, facebook);
    await unlink(alice.id, await alice.login(google), google.key, facebook.key);
    expect((await bed.describe(alice.id)).logins).toEqual([]);
    expect(await failureOf(bed.use(alice.id))).toEqual(forbidden(alice.id));
    expect(await failureOf(bed.use(alice.id, alice.Logins))).toEqual(mismatch);
    expect(await failureOf(unlink(alice.id, alice.Logins, google.key))).toEqual(mismatch);
    expect(await bed.getId(IdentityPoolId, await alice.login(google))).not.toBe(alice.id);
  });

  it('frees a place for another user of the provider', async () => {
    const [alice, next] = [await bed.knownUser(IdentityPoolId, google, facebook), bed.newUser()];
    const both = { ...(await alice.login(facebook)), ...(await next.login(google)) };
    expect((await failureOf(bed.use(alice.id, both))).code).toBe('ResourceConflictException');
    await unlink(alice.id, alice.Logins, google.key);
    expect(await bed.use(alice.id, both)).toBe(alice.id);
  });

  it.each(['www.amazon.com', backend, 'nobody.example.com', '__proto__'])(
    'passes over %s, which is not linked or not its business',
    async (key) => {
      const alice = await bed.knownUser(IdentityPoolId, google);
      await bed.developerToken(IdentityPoolId, alice.sub, { IdentityId: alice.id, Logins: alice.Logins });
      const before = await bed.describe(alice.id);
      await unlink(alice.id, alice.Logins, key);
      expect(await bed.describe(alice.id)).toEqual(before);
    },
  );

  it('is refused to anybody else, and nothing is written', async () => {
    const [alice, bob] = [
      await bed.knownUser(IdentityPoolId, google, facebook),
      await bed.knownUser(IdentityPoolId, google),
    ];
    const before = await Promise.all([bed.describe(alice.id), bed.describe(bob.id)]);
    const strangers = [bob.Logins, await bed.newUser().login(google), await alice.login(userPool)];
    for (const given of strangers) expect(await failureOf(unlink(alice.id, given, google.key))).toEqual(mismatch);
    const [token = ''] = Object.values(await alice.login(google));
    const tampered = { ...(await alice.login(facebook)), [google.key]: `${token.slice(0, -8)}AAAAAAAA` };
    expect(await failureOf(unlink(alice.id, tampered, facebook.key))).toEqual(unverified);
    expect(await Promise.all([bed.describe(alice.id), bed.describe(bob.id)])).toEqual(before);
  });

  it('links and merges nothing by the way', async () => {
    const [alice, bob] = [await bed.knownUser(IdentityPoolId, google), await bed.knownUser(IdentityPoolId, facebook)];
    await unlink(alice.id, { ...alice.Logins, ...bob.Logins, ...(await alice.login(userPool)) }, facebook.key);
    expect([(await bed.describe(alice.id)).logins, (await bed.describe(bob.id)).logins]).toEqual([
      [google.key],
      [facebook.key],
    ]);
  });

  it('reaches the identity that a disabled one was merged into', async () => {
    const [guest, alice] = [await bed.getId(IdentityPoolId), await bed.knownUser(IdentityPoolId, google, facebook)];
    await bed.use(guest, alice.Logins);
    await unlink(guest, alice.Logins, facebook.key);
    expect((await bed.describe(alice.id)).logins).toEqual([google.key]);
  });

  it('knows an OpenID Connect provider by its key in Logins', async () => {
    const oidc = await bed.oidcProvider();
    const poolId = await bed.pool({ OpenIdConnectProviderARNs: [oidc.arn] });
    const alice = await bed.knownUser(poolId, oidc, google);
    await unlink(alice.id, await alice.login(google), oidc.key);
    expect((await bed.describe(alice.id)).logins).toEqual([google.key]);
  });
});
