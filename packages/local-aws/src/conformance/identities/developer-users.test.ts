import { randomUUID } from 'node:crypto';

import * as sdk from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { backend, forbidden, loginBed, refused, unsupportedProvider } from '../support/logins.ts';
import { failureOf, isRemote, notFound, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
let IdentityPoolId: string;
beforeAll(async () => {
  IdentityPoolId = await bed.pool();
});

async function idOf(user: string): Promise<string> {
  return (await bed.developerToken(IdentityPoolId, user)).IdentityId;
}

/** New developer users of one identity, in the order of linking, and its id. */
async function newUsers(count: number) {
  const users = Array.from({ length: count }, () => randomUUID());
  const id = await bed.getId(IdentityPoolId);
  for (const user of users) await bed.developerToken(IdentityPoolId, user, { IdentityId: id });
  return { users, id, user: users[0] ?? '' };
}

/** Members of LookupDeveloperIdentity's answer. */
async function lookUp(members: Partial<sdk.LookupDeveloperIdentityCommandInput>) {
  const { $metadata: _metadata, ...answer } = await aws.cognito.send(
    new sdk.LookupDeveloperIdentityCommand({ IdentityPoolId, ...members }),
  );
  return answer;
}

async function merge(source: string, destination: string, members: object = {}): Promise<string | undefined> {
  const users = { SourceUserIdentifier: source, DestinationUserIdentifier: destination };
  const input = { IdentityPoolId, ...users, DeveloperProviderName: backend, ...members };
  return (await aws.cognito.send(new sdk.MergeDeveloperIdentitiesCommand(input))).IdentityId;
}

function unlink(IdentityId: string, user: string, members: object = {}) {
  const input = { IdentityId, IdentityPoolId, DeveloperProviderName: backend, DeveloperUserIdentifier: user };
  return aws.cognito.send(new sdk.UnlinkDeveloperIdentityCommand({ ...input, ...members }));
}

const codeOf = async (call: Promise<unknown>) => (await failureOf(call)).code;

it('are one provider of their identity, however many they are', async () => {
  const { id, user } = await newUsers(3);
  const google = await bed.login(bed.google, user);
  await bed.developerToken(IdentityPoolId, user, { IdentityId: id, Logins: google });
  expect((await bed.describe(id)).logins).toEqual([backend, bed.google.key]);
  const { Identities = [] } = await aws.cognito.send(new sdk.ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }));
  expect(Identities.find(({ IdentityId }) => IdentityId === id)?.Logins).toEqual([backend, bed.google.key]);
});

describe('LookupDeveloperIdentity', () => {
  it('finds all users of an identity, by its id or by one of them', async () => {
    const { users, id } = await newUsers(3);
    const all = { IdentityId: id, DeveloperUserIdentifierList: users };
    expect(await lookUp({ IdentityId: id })).toEqual(all);
    expect(await lookUp({ DeveloperUserIdentifier: users[1] })).toEqual(all);
  });

  it('pages through as many users as an identity can have', async () => {
    const { users, id, user } = await newUsers(20);
    const first = await lookUp({ IdentityId: id, MaxResults: 8 });
    const second = await lookUp({ DeveloperUserIdentifier: user, MaxResults: 8, NextToken: first.NextToken });
    const third = await lookUp({ IdentityId: id, MaxResults: 4, NextToken: second.NextToken });
    const lists = [first, second, third].map(({ DeveloperUserIdentifierList = [] }) => DeveloperUserIdentifierList);
    expect(lists.map(({ length }) => length)).toEqual([8, 8, 4]);
    expect(lists.flat()).toEqual(users);
    expect(third.NextToken).toBeUndefined();
    const other = await newUsers(1);
    expect(await codeOf(lookUp({ IdentityId: other.id, NextToken: first.NextToken }))).toBe(
      'InvalidParameterException',
    );
  });

  it('answers as it was asked where id and user belong together', async () => {
    const { users, id } = await newUsers(2);
    expect(await lookUp({ IdentityId: id, DeveloperUserIdentifier: users[1] })).toEqual({
      IdentityId: id,
      DeveloperUserIdentifierList: [users[1]],
    });
  });

  it('has an empty list for a guest', async () => {
    const guest = await bed.getId(IdentityPoolId);
    expect(await lookUp({ IdentityId: guest })).toEqual({ IdentityId: guest, DeveloperUserIdentifierList: [] });
  });

  it('refuses what does not belong together, is missing, or is not there', async () => {
    const [one, two] = [await newUsers(1), await newUsers(1)];
    expect(await codeOf(lookUp({ IdentityId: one.id, DeveloperUserIdentifier: two.user }))).toBe(
      'ResourceConflictException',
    );
    expect(await codeOf(lookUp({}))).toBe('InvalidParameterException');
    expect(await codeOf(lookUp({ DeveloperUserIdentifier: 'nobody' }))).toBe('ResourceNotFoundException');
    const unknown = `${aws.region}:${randomUUID()}`;
    expect(await failureOf(lookUp({ IdentityId: unknown }))).toEqual(
      refused(`Identity '${unknown}' not found.`, 'ResourceNotFoundException'),
    );
    expect(await failureOf(lookUp({ IdentityPoolId: unknown, DeveloperUserIdentifier: 'nobody' }))).toEqual(
      notFound(unknown),
    );
  });

  it('knows nothing of other pools', async () => {
    const [{ id, user }, other] = [await newUsers(1), await bed.pool()];
    for (const members of [{ IdentityId: id }, { DeveloperUserIdentifier: user }]) {
      expect(await codeOf(lookUp({ IdentityPoolId: other, ...members }))).toBe('ResourceNotFoundException');
    }
  });
});

describe('MergeDeveloperIdentities', () => {
  it('leaves the destination with all users, and disables the source', async () => {
    const [source, destination] = [await newUsers(2), await newUsers(1)];
    expect(await merge(source.user, destination.user)).toBe(destination.id);
    for (const user of [...source.users, ...destination.users]) expect(await idOf(user)).toBe(destination.id);
    expect((await lookUp({ IdentityId: source.id })).DeveloperUserIdentifierList).toEqual([]);
    expect((await bed.describe(source.id)).logins).toEqual([]);
    expect(await failureOf(bed.use(source.id))).toEqual(forbidden(source.id));
  });

  it('has nothing to do for users of one identity', async () => {
    const { users, id, user } = await newUsers(2);
    const before = await bed.describe(id);
    expect(await merge(user, user)).toBe(id);
    expect(await merge(users[1] ?? '', user)).toBe(id);
    expect(await bed.describe(id)).toEqual(before);
  });

  it.runIf(!isRemote)('moves public logins, but not a second user of a provider', async () => {
    const [alice, bob, carol] = [bed.newUser(), bed.newUser(), bed.newUser()];
    const link = async (user: typeof alice, provider = bed.google) =>
      (await bed.developerToken(IdentityPoolId, user.sub, { Logins: await user.login(provider) })).IdentityId;
    const [ofAlice, ofBob] = [await link(alice), await link(bob), await link(carol, bed.facebook)];
    expect(await codeOf(merge(alice.sub, bob.sub))).toBe('ResourceConflictException');
    expect([await idOf(alice.sub), await idOf(bob.sub)]).toEqual([ofAlice, ofBob]);
    expect(await merge(carol.sub, bob.sub)).toBe(ofBob);
    expect(await bed.getId(IdentityPoolId, await carol.login(bed.facebook))).toBe(ofBob);
  });

  it('takes no more than 20 users together', async () => {
    const [many, one, two] = [await newUsers(19), await newUsers(1), await newUsers(1)];
    expect(await merge(one.user, many.user)).toBe(many.id);
    expect(await codeOf(merge(two.user, many.user))).toBe('ResourceConflictException');
    expect(await codeOf(merge(many.user, two.user))).toBe('ResourceConflictException');
    expect(await idOf(two.user)).toBe(two.id);
  });

  it('refuses unknown users and another provider', async () => {
    const { user } = await newUsers(1);
    expect(await codeOf(merge('nobody', user))).toBe('ResourceNotFoundException');
    expect(await codeOf(merge(user, 'nobody'))).toBe('ResourceNotFoundException');
    expect(await failureOf(merge(user, user, { DeveloperProviderName: 'other' }))).toEqual(unsupportedProvider);
  });
});

describe('UnlinkDeveloperIdentity', () => {
  it('gives the user a new identity next time, and leaves the others', async () => {
    const { users, id, user } = await newUsers(2);
    await unlink(id, user);
    expect((await lookUp({ IdentityId: id })).DeveloperUserIdentifierList).toEqual(users.slice(1));
    expect(await idOf(user)).not.toBe(id);
    expect(await idOf(users[1] ?? '')).toBe(id);
  });

  it('leaves an identity without users that nobody can use or be linked to', async () => {
    const { id, user } = await newUsers(1);
    await unlink(id, user);
    expect(await failureOf(bed.use(id))).toEqual(forbidden(id));
    expect(await codeOf(bed.developerToken(IdentityPoolId, user, { IdentityId: id }))).toBe('NotAuthorizedException');
    expect(await codeOf(unlink(id, user))).toBe('ResourceNotFoundException');
  });

  it('refuses the user of another identity, an unknown one, and another provider', async () => {
    const [one, two] = [await newUsers(1), await newUsers(1)];
    expect(await codeOf(unlink(one.id, two.user))).toBe('ResourceConflictException');
    expect(await codeOf(unlink(one.id, 'nobody'))).toBe('ResourceNotFoundException');
    expect(await failureOf(unlink(one.id, one.user, { DeveloperProviderName: 'other' }))).toEqual(unsupportedProvider);
    expect(await codeOf(unlink(one.id, one.user, { IdentityPoolId: await bed.pool() }))).toBe(
      'ResourceNotFoundException',
    );
    expect([await idOf(one.user), await idOf(two.user)]).toEqual([one.id, two.id]);
  });
});
