import { DeleteIdentitiesCommand, UnlinkIdentityCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { backend, forbidden, loginBed } from '../support/logins.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const { google, facebook, userPool } = bed;

// AWS takes no token that a test could make.
describe.runIf(!isRemote)('identities that are merged', () => {
  it('are still listed and described, without logins, unless disabled ones are hidden', async () => {
    const poolId = await bed.pool();
    const [guest, alice] = [await bed.getId(poolId), await bed.knownUser(poolId, google)];
    await bed.use(guest, alice.Logins);
    expect(await bed.list(poolId)).toEqual([guest, alice.id]);
    expect(await bed.list(poolId, true)).toEqual([alice.id]);
    expect((await bed.describe(guest)).logins).toEqual([]);
    await aws.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [guest] }));
    expect(await bed.list(poolId)).toEqual([alice.id]);
    expect(await bed.getId(poolId, alice.Logins)).toBe(alice.id);
  });

  it('have at most 20 logins together', async () => {
    const poolId = await bed.pool();
    const alice = await bed.knownUser(poolId, google);
    const ofAlice = { IdentityId: alice.id, Logins: alice.Logins };
    for (let user = 1; user < 20; user += 1) await bed.developerToken(poolId, `user${user}`, ofAlice);
    const before = await bed.describe(alice.id);
    expect(before.logins).toEqual([google.key, backend]);
    const bob = await bed.knownUser(poolId, facebook);
    const [guest, second] = [await bed.getId(poolId), await alice.login(google, facebook)];
    const onceMore = [
      () => bed.developerToken(poolId, 'user20', ofAlice),
      () => bed.use(alice.id, second),
      () => bed.getId(poolId, { ...alice.Logins, ...bob.Logins }),
      () => bed.use(guest, { ...alice.Logins, ...bob.Logins }),
    ];
    for (const call of onceMore) expect((await failureOf(call())).code).toBe('ResourceConflictException');
    expect(await bed.describe(alice.id)).toEqual(before);
    expect(await bed.getId(poolId, bob.Logins)).toBe(bob.id);
    await bed.developerToken(poolId, 'user19', ofAlice);
  });

  it('come out as one from 20 merges at once', async () => {
    const poolId = await bed.pool();
    const users = await Promise.all(bed.social.map((provider) => bed.knownUser(poolId, provider)));
    const pairs = Array.from({ length: 20 }, (_, index) => {
      const [one, two] = [users[index % 6], users[(index + 1) % 6]];
      return { id: one?.id ?? '', given: { ...one?.Logins, ...two?.Logins } };
    });
    await Promise.all(
      pairs.map(({ id, given }, index) => (index % 2 === 0 ? bed.use(id, given) : bed.getId(poolId, given))),
    );
    const [survivor = '', ...others] = await bed.list(poolId, true);
    expect(others).toEqual([]);
    expect((await bed.describe(survivor)).logins.toSorted()).toEqual(bed.social.map(({ key }) => key).toSorted());
    for (const user of users) expect(await bed.use(user.id, user.Logins)).toBe(survivor);
    expect(await bed.list(poolId)).toHaveLength(6);
  });
});

describe.runIf(!isRemote)('calls at once', () => {
  it('with the same new login make one identity', async () => {
    const poolId = await bed.pool();
    const given = await bed.newUser().login(google);
    const ids = await Promise.all(Array.from({ length: 20 }, () => bed.getId(poolId, given)));
    expect(new Set(ids).size).toBe(1);
    expect(await bed.list(poolId)).toEqual(ids.slice(0, 1));
  });

  it('with the same new login for 20 guests leave one of them', async () => {
    const poolId = await bed.pool();
    const guests = await Promise.all(Array.from({ length: 20 }, () => bed.getId(poolId)));
    const given = await bed.newUser().login(google);
    const ids = await Promise.all(guests.map((guest) => bed.use(guest, given)));
    expect(new Set(ids).size).toBe(1);
    expect(guests).toContain(ids[0]);
    expect(await bed.list(poolId, true)).toEqual(ids.slice(0, 1));
  });
});

describe.runIf(!isRemote)('identities', () => {
  it('are gone once deleted, and their logins are free', async () => {
    const poolId = await bed.pool();
    const alice = await bed.knownUser(poolId, google);
    await aws.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [alice.id] }));
    expect((await failureOf(bed.use(alice.id, alice.Logins))).message).toBe(`Identity '${alice.id}' not found.`);
    const next = await bed.getId(poolId, alice.Logins);
    expect(next).not.toBe(alice.id);
    expect(await bed.list(poolId)).toEqual([next]);
  });

  it('that lose their last login are forbidden, and never guests again', async () => {
    const poolId = await bed.pool();
    const guest = await bed.getId(poolId);
    const given = await bed.newUser().login(google);
    await bed.use(guest, given);
    await aws.cognito.send(
      new UnlinkIdentityCommand({ IdentityId: guest, Logins: given, LoginsToRemove: [google.key] }),
    );
    expect(await failureOf(bed.use(guest))).toEqual(forbidden(guest));
    expect((await failureOf(bed.use(guest, given))).message).toMatch(/^Logins don't match/);
    expect(await bed.getId(poolId, given)).not.toBe(guest);
    expect((await bed.describe(guest)).logins).toEqual([]);
  });

  it('are modified by links, merges and unlinks, and by nothing else', async () => {
    const poolId = await bed.pool();
    const [alice, bob] = [await bed.knownUser(poolId, google), await bed.knownUser(poolId, userPool)];
    let seconds = 0;
    const isModifiedBy = async (work: () => Promise<unknown>) => {
      const before = await bed.describe(alice.id);
      seconds += 100;
      await bed.later(seconds, work);
      const after = await bed.describe(alice.id);
      expect(after.created).toBe(before.created);
      return after.modified > before.modified;
    };
    const unlink = (LoginsToRemove: string[]) =>
      aws.cognito.send(new UnlinkIdentityCommand({ IdentityId: alice.id, Logins: alice.Logins, LoginsToRemove }));
    expect(await isModifiedBy(() => bed.use(alice.id, alice.Logins))).toBe(false);
    expect(await isModifiedBy(() => bed.getId(poolId, alice.Logins))).toBe(false);
    expect(await isModifiedBy(() => unlink(['www.amazon.com']))).toBe(false);
    expect(await isModifiedBy(async () => bed.use(alice.id, await alice.login(google, facebook)))).toBe(true);
    expect(await isModifiedBy(() => bed.use(alice.id, { ...alice.Logins, ...bob.Logins }))).toBe(true);
    expect((await bed.describe(bob.id)).modified).toBe((await bed.describe(alice.id)).modified);
    expect(await isModifiedBy(() => unlink([facebook.key]))).toBe(true);
  });
});
