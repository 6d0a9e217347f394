import { randomUUID } from 'node:crypto';

import {
  DeleteIdentitiesCommand,
  GetOpenIdTokenCommand,
  MergeDeveloperIdentitiesCommand,
  SetIdentityPoolRolesCommand,
  UnlinkDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { backend, forbidden, loginBed, type Logins, mismatch, refused } from '../support/logins.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const notCognito = refused('Invalid login token. Not a Cognito token.');
let IdentityPoolId: string;
beforeAll(async () => {
  IdentityPoolId = await poolWithRoles();
});

async function poolWithRoles(): Promise<string> {
  const [poolId, role] = [await bed.pool(), await aws.createRole()];
  const Roles = { authenticated: role, unauthenticated: role };
  await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: poolId, Roles }));
  return poolId;
}

/** A developer's user with its identity and the `Logins` that its app sends. */
async function newUser(user: string = randomUUID(), poolId = IdentityPoolId) {
  const { IdentityId, Token } = await bed.developerToken(poolId, user);
  return { user, id: IdentityId, Logins: cognitoLogin(Token) };
}

function cognitoLogin(token: string): Logins {
  return { 'cognito-identity.amazonaws.com': token };
}

/** The identity whose credentials a call gives. */
async function use(IdentityId: string, Logins?: Logins): Promise<string | undefined> {
  return (await bed.getCredentials(IdentityId, Logins)).IdentityId;
}

describe('credentials with a developer’s token', () => {
  it('are the user’s own, and need the token', async () => {
    const alice = await newUser();
    expect(await use(alice.id, alice.Logins)).toBe(alice.id);
    expect(await failureOf(use(alice.id))).toEqual(forbidden(alice.id));
    expect(await failureOf(use(alice.id, { [backend]: alice.user }))).toEqual(
      refused('Please provide a valid public provider', 'InvalidParameterException'),
    );
  });

  it('are refused for any other identity', async () => {
    const [alice, bob, guest] = [await newUser(), await newUser(), await bed.getId(IdentityPoolId)];
    expect(await failureOf(use(bob.id, alice.Logins))).toEqual(mismatch);
    expect(await failureOf(use(guest, alice.Logins))).toEqual(mismatch);
    expect(await use(guest)).toBe(guest);
  });

  it('are refused with a token about the same user in another pool', async () => {
    const [here, there] = [await newUser('alice'), await newUser('alice', await poolWithRoles())];
    expect((await failureOf(use(here.id, there.Logins))).code).toBe('NotAuthorizedException');
    expect((await failureOf(use(there.id, here.Logins))).code).toBe('NotAuthorizedException');
  });

  it('are refused to a guest with the token of a guest', async () => {
    const guest = await bed.getId(IdentityPoolId);
    const { Token = '' } = await aws.cognito.send(new GetOpenIdTokenCommand({ IdentityId: guest }));
    expect(await failureOf(use(guest, cognitoLogin(Token)))).toEqual(notCognito);
  });

  it('are refused with what is no token, or not as it was signed', async () => {
    const { id, Logins } = await newUser();
    const [token = ''] = Object.values(Logins);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const other = Buffer.from(JSON.stringify({ ...claims, exp: 9_999_999_999 })).toString('base64url');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWS' })).toString('base64url');
    for (const text of ['x', '..', `${header}.${other}.${signature}`, `${header}.${payload}.`, `${none}.${payload}.`]) {
      expect(await failureOf(use(id, cognitoLogin(text)))).toEqual(notCognito);
    }
  });

  it('go on with the destination after a merge, whichever token and identity is named', async () => {
    const [source, destination] = [await newUser(), await newUser()];
    const users = { SourceUserIdentifier: source.user, DestinationUserIdentifier: destination.user };
    const input = { IdentityPoolId, DeveloperProviderName: backend, ...users };
    await aws.cognito.send(new MergeDeveloperIdentitiesCommand(input));
    for (const { Logins } of [source, destination]) {
      expect([await use(source.id, Logins), await use(destination.id, Logins)]).toEqual([
        destination.id,
        destination.id,
      ]);
    }
  });

  it('are gone with the identity', async () => {
    const { id, Logins } = await newUser();
    await aws.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [id] }));
    expect(await failureOf(use(id, Logins))).toEqual(
      refused(`Identity '${id}' not found.`, 'ResourceNotFoundException'),
    );
  });

  it('are only for GetCredentialsForIdentity: no other call takes the token', async () => {
    const { id, Logins } = await newUser();
    const failure = refused("Invalid login token. Can't pass in a Cognito token.");
    expect(await failureOf(bed.getId(IdentityPoolId, Logins))).toEqual(failure);
    expect(await failureOf(bed.use(id, Logins))).toEqual(failure);
    expect(await failureOf(bed.developerToken(IdentityPoolId, 'alice', { Logins }))).toEqual(failure);
  });
});

// What AWS does with a token of a user unlinked since is not known; the clock of AWS can't be shifted.
describe.runIf(!isRemote)('a developer’s token', () => {
  it('ends with its last second', async () => {
    const { IdentityId, Token } = await bed.developerToken(IdentityPoolId, 'alice', { TokenDuration: 86_400 });
    expect(await bed.later(86_000, () => use(IdentityId, cognitoLogin(Token)))).toBe(IdentityId);
    const { message } = await failureOf(bed.later(86_401, () => use(IdentityId, cognitoLogin(Token))));
    const [, now, exp] = /^Invalid login token\. Token expired: (\d+) >= (\d+)$/.exec(message) ?? [];
    expect(Number(now)).toBeGreaterThanOrEqual(Number(exp));
    expect(Number(exp) - Date.now() / 1000).toBeCloseTo(86_400, -2);
  });

  it('is worth nothing once its user is unlinked, though others still have the identity', async () => {
    const alice = await newUser();
    await bed.developerToken(IdentityPoolId, randomUUID(), { IdentityId: alice.id });
    const input = { IdentityId: alice.id, DeveloperProviderName: backend, DeveloperUserIdentifier: alice.user };
    await aws.cognito.send(new UnlinkDeveloperIdentityCommand({ IdentityPoolId, ...input }));
    expect(await failureOf(use(alice.id, alice.Logins))).toEqual(mismatch);
    const next = await newUser(alice.user);
    expect(await use(next.id, next.Logins)).toBe(next.id);
    expect(await failureOf(use(alice.id, next.Logins))).toEqual(mismatch);
    expect(await failureOf(use(next.id, alice.Logins))).toEqual(mismatch);
  });

  it('is refused to a user with the token of the classic flow', async () => {
    const alice = await bed.knownUser(IdentityPoolId, bed.google);
    const { Token = '' } = await aws.cognito.send(
      new GetOpenIdTokenCommand({ IdentityId: alice.id, Logins: alice.Logins }),
    );
    expect(await failureOf(use(alice.id, cognitoLogin(Token)))).toEqual(notCognito);
  });

  it('links a public login that comes with it, and takes nobody else’s identity with a bad one', async () => {
    const [alice, bob] = [await newUser(), bed.newUser()];
    const bad = { ...alice.Logins, [bed.google.key]: 'a.b.c' };
    expect((await failureOf(use(alice.id, bad))).code).toBe('NotAuthorizedException');
    expect((await bed.describe(alice.id)).logins).toEqual([backend]);
    const google = await bob.login(bed.google);
    expect(await use(alice.id, { ...alice.Logins, ...google })).toBe(alice.id);
    expect(await bed.getId(IdentityPoolId, google)).toBe(alice.id);
  });
});
