import { randomUUID } from 'node:crypto';

import {
  type GetOpenIdTokenForDeveloperIdentityCommandInput,
  LookupDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  backend,
  loginBed,
  type Logins,
  mismatch,
  refused,
  unsupported,
  unsupportedProvider,
} from '../support/logins.ts';
import { errorOf, failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
let IdentityPoolId: string;
beforeAll(async () => {
  IdentityPoolId = await bed.pool();
});

/** The identity of a developer's user. */
async function idOf(user: string, members: Partial<GetOpenIdTokenForDeveloperIdentityCommandInput> = {}) {
  return (await bed.developerToken(IdentityPoolId, user, members)).IdentityId;
}

const otherSaml = 'arn:aws:iam::123456789012:saml-provider/other';

describe('the token of a developer’s user', () => {
  it('says who the user is', async () => {
    const user = randomUUID();
    const { IdentityId, Token } = await bed.developerToken(IdentityPoolId, user, { PrincipalTags: { team: 'blue' } });
    const { iat = 0, exp = 0, ...claims } = decodeJwt(Token);
    expect(claims).toMatchObject({
      sub: IdentityId,
      aud: IdentityPoolId,
      amr: ['authenticated', backend, `${backend}:${IdentityPoolId}:${user}`],
      iss: 'https://cognito-identity.amazonaws.com',
      'https://aws.amazon.com/tags': { principal_tags: { team: ['blue'] } },
    });
    expect(exp - iat).toBe(900);
  });

  it.each([1, 899, 86_400])('lasts %d s', async (TokenDuration) => {
    const { iat = 0, exp = 0 } = decodeJwt(
      (await bed.developerToken(IdentityPoolId, 'lasting', { TokenDuration })).Token,
    );
    expect(exp - iat).toBe(TokenDuration);
  });

  it.each([
    [0, 'Member must have value greater than or equal to 1'],
    [86_401, 'Member must have value less than or equal to 86400'],
  ])('cannot last %d s', async (TokenDuration, constraint) => {
    const input = { IdentityPoolId, Logins: { [backend]: 'a' }, TokenDuration };
    expect(errorOf(await aws.raw('GetOpenIdTokenForDeveloperIdentity', input))).toEqual(
      refused(
        `1 validation error detected: Value '${TokenDuration}' at 'tokenDuration' failed to satisfy constraint: ${constraint}`,
        'ValidationException',
      ),
    );
  });

  it('has no tags where none are given', async () => {
    expect(decodeJwt((await bed.developerToken(IdentityPoolId, 'plain')).Token)).not.toHaveProperty(
      'https://aws.amazon.com/tags',
    );
  });

  it('is made where neither guests nor the classic flow are let in', async () => {
    const closed = await bed.pool({ AllowUnauthenticatedIdentities: false, AllowClassicFlow: false });
    expect(await idOf('alice', { IdentityPoolId: closed })).toBe(await idOf('alice', { IdentityPoolId: closed }));
  });

  it('is for one identity per user; letters of either case are two users', async () => {
    const alice = await idOf('alice');
    expect(await idOf('alice')).toBe(alice);
    expect(new Set([alice, await idOf('Alice'), await idOf('alice '), await idOf('álice')]).size).toBe(4);
    expect((await bed.describe(alice)).logins).toEqual([backend]);
  });

  it('makes a guest the developer’s, and can be had again', async () => {
    const [guest, user] = [await bed.getId(IdentityPoolId), randomUUID()];
    expect(await idOf(user, { IdentityId: guest })).toBe(guest);
    expect(await idOf(user, { IdentityId: guest })).toBe(guest);
    expect(await idOf(user)).toBe(guest);
    expect((await failureOf(bed.use(guest))).message).toBe(`Access to Identity '${guest}' is forbidden.`);
  });

  it('is refused for an identity that is not the user’s', async () => {
    const [alice, bob] = [randomUUID(), randomUUID()];
    const [ofAlice, ofBob] = [await idOf(alice), await idOf(bob)];
    expect((await failureOf(idOf(bob, { IdentityId: ofAlice }))).code).toBe('DeveloperUserAlreadyRegisteredException');
    expect([await idOf(alice), await idOf(bob)]).toEqual([ofAlice, ofBob]);
  });

  it('is refused for an identity that does not exist, or not in this pool', async () => {
    const id = `${aws.region}:${randomUUID()}`;
    const missing = refused(`Identity '${id}' not found.`, 'ResourceNotFoundException');
    expect(await failureOf(idOf('x', { IdentityId: id }))).toEqual(missing);
    const elsewhere = await bed.getId(await bed.pool());
    expect((await failureOf(idOf('x', { IdentityId: elsewhere }))).code).toBe('ResourceNotFoundException');
    expect((await bed.describe(elsewhere)).logins).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['another provider', { other: 'a' }, unsupportedProvider],
    ['the provider in capitals', { [backend.toUpperCase()]: 'a' }, unsupportedProvider],
    ['a member that every object has', { constructor: 'a' }, unsupportedProvider],
    ['no login', {}, unsupportedProvider],
    ['another provider beside the right one', { [backend]: 'a', [otherSaml]: 'a' }, unsupported],
    [
      'what is no token beside the right one',
      { [backend]: 'a', other: 'a' },
      refused('Invalid login token. Not a valid OpenId Connect identity token.'),
    ],
  ])('is refused for %s', async (_subject, given, failure) => {
    const input = { IdentityPoolId, Logins: given };
    expect(errorOf(await aws.raw('GetOpenIdTokenForDeveloperIdentity', input))).toEqual(failure);
  });

  it('is refused by a pool without a developer provider', async () => {
    const bare = await aws.createPool();
    expect(await failureOf(idOf('alice', { IdentityPoolId: bare.IdentityPoolId }))).toEqual(unsupportedProvider);
  });

  it('takes names of 1 to 1024 characters', async () => {
    await idOf('é'.repeat(1024));
    const codes = ['', 'é'.repeat(1025)].map(async (user) => (await failureOf(idOf(user))).code);
    expect(await Promise.all(codes)).toEqual(['ValidationException', 'ValidationException']);
  });
});

describe.runIf(!isRemote)('a developer’s user with public logins', () => {
  it('needs one of an identity’s own to be linked to it', async () => {
    const alice = await bed.knownUser(IdentityPoolId, bed.google);
    const user = randomUUID();
    const strangers: Logins[] = [{}, await bed.newUser().login(bed.google), await alice.login(bed.facebook)];
    for (const given of strangers) {
      expect(await failureOf(idOf(user, { IdentityId: alice.id, Logins: given }))).toEqual(mismatch);
    }
    expect((await bed.describe(alice.id)).logins).toEqual([bed.google.key]);
    const both = { ...alice.Logins, ...(await alice.login(bed.facebook)) };
    const { IdentityId, Token } = await bed.developerToken(IdentityPoolId, user, {
      IdentityId: alice.id,
      Logins: both,
    });
    expect(IdentityId).toBe(alice.id);
    expect(decodeJwt(Token)['amr']).toEqual([
      'authenticated',
      backend,
      `${backend}:${IdentityPoolId}:${user}`,
      bed.google.key,
      `${bed.google.key}:${bed.google.audience}:${alice.sub}`,
      bed.facebook.key,
      `${bed.facebook.key}:${bed.facebook.audience}:${alice.sub}`,
    ]);
    expect((await bed.describe(alice.id)).logins).toEqual([bed.google.key, backend, bed.facebook.key]);
    // From now on the user alone will do.
    expect(await idOf(user, { IdentityId: alice.id })).toBe(alice.id);
  });

  it('has one identity with them', async () => {
    const alice = bed.newUser();
    const id = await idOf(alice.sub, { Logins: await alice.login(bed.google) });
    expect(await bed.getId(IdentityPoolId, await alice.login(bed.google))).toBe(id);
    expect(await idOf(alice.sub)).toBe(id);
  });

  it('is not made when one of them is bad', async () => {
    const user = randomUUID();
    const bad = { [bed.google.key]: 'a.b.c' };
    expect((await failureOf(idOf(user, { Logins: bad }))).code).toBe('NotAuthorizedException');
    const lookup = new LookupDeveloperIdentityCommand({ IdentityPoolId, DeveloperUserIdentifier: user });
    expect((await failureOf(aws.cognito.send(lookup))).code).toBe('ResourceNotFoundException');
  });
});
