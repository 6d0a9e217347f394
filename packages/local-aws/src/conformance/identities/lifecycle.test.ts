import { randomUUID } from 'node:crypto';

import { DeleteIdentitiesCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import {
  forbidden,
  loginBed,
  type Logins,
  mismatch,
  refused,
  type TestProvider,
  unverified,
} from '../support/logins.ts';
import { failureOf, isRemote, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());
const bed = loginBed(aws);
const { google, facebook, userPool } = bed;

// AWS takes no token that a test could make.
describe.runIf(!isRemote)('identities', () => {
  let IdentityPoolId: string;
  beforeAll(async () => {
    IdentityPoolId = await newPool();
  });

  async function newPool(): Promise<string> {
    const poolId = await bed.pool();
    const role = await aws.createRole();
    const Roles = { authenticated: role, unauthenticated: role };
    await aws.cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: poolId, Roles }));
    return poolId;
  }

  const known = (...providers: TestProvider[]) => bed.knownUser(IdentityPoolId, ...providers);

  async function getCredentials(IdentityId: string, given?: Logins): Promise<string> {
    return (await bed.getCredentials(IdentityId, given)).IdentityId ?? '';
  }

  describe('that GetId finds', () => {
    it('are made once for several logins, which are then all linked', async () => {
      const alice = await known(google, facebook, userPool);
      expect((await bed.describe(alice.id)).logins).toEqual([google.key, facebook.key, userPool.key]);
      for (const provider of [google, facebook, userPool]) {
        expect(await bed.getId(IdentityPoolId, await alice.login(provider))).toBe(alice.id);
      }
    });

    it('get the login that is new beside a known one', async () => {
      const alice = await known(google);
      expect(await bed.getId(IdentityPoolId, await alice.login(facebook, google))).toBe(alice.id);
      expect(await bed.getId(IdentityPoolId, await alice.login(facebook))).toBe(alice.id);
    });

    it('are merged into the older one', async () => {
      const [older, younger] = [await known(google), await known(facebook)];
      expect(await bed.getId(IdentityPoolId, { ...younger.Logins, ...older.Logins })).toBe(older.id);
      expect(await bed.getId(IdentityPoolId, younger.Logins)).toBe(older.id);
      expect((await bed.describe(older.id)).logins).toEqual([google.key, facebook.key]);
      expect((await bed.describe(younger.id)).logins).toEqual([]);
    });

    it('stay as they are when a login is a second user of a provider', async () => {
      const poolId = await newPool();
      const [alice, bob] = [await bed.knownUser(poolId, google, facebook), await bed.knownUser(poolId, google)];
      const state = () => Promise.all([bed.describe(alice.id), bed.describe(bob.id), bed.list(poolId)]);
      const before = await state();
      const ofAlice = await alice.login(facebook);
      for (const second of [bob.Logins, await bed.newUser().login(google)]) {
        const failure = await failureOf(bed.getId(poolId, { ...ofAlice, ...second }));
        expect(failure.code).toBe('ResourceConflictException');
      }
      expect(await state()).toEqual(before);
    });

    it('are others in another pool', async () => {
      const alice = await known(google);
      const other = await newPool();
      const there = await bed.getId(other, alice.Logins);
      expect(there).not.toBe(alice.id);
      expect(await bed.use(there, alice.Logins)).toBe(there);
      expect(await bed.use(alice.id, alice.Logins)).toBe(alice.id);
    });
  });

  const getOpenIdToken = (IdentityId: string, given?: Logins) => bed.use(IdentityId, given);

  describe.each([
    ['GetOpenIdToken', getOpenIdToken],
    ['GetCredentialsForIdentity', getCredentials],
  ])('that %s names', (_operation, use) => {
    it('must exist', async () => {
      const id = `${aws.region}:${randomUUID()}`;
      const missing = refused(`Identity '${id}' not found.`, 'ResourceNotFoundException');
      expect(await failureOf(use(id))).toEqual(missing);
      expect(await failureOf(use(id, await bed.newUser().login(google)))).toEqual(missing);
    });

    it('are guests without logins, where the pool lets guests in', async () => {
      const guest = await bed.getId(IdentityPoolId);
      expect([await use(guest), await use(guest, {})]).toEqual([guest, guest]);
    });

    it('keep their id as guests with a login that is new', async () => {
      const [guest, alice] = [await bed.getId(IdentityPoolId), bed.newUser()];
      const given = await alice.login(google, facebook);
      expect(await use(guest, given)).toBe(guest);
      expect(await bed.getId(IdentityPoolId, given)).toBe(guest);
      expect(await failureOf(use(guest))).toEqual(forbidden(guest));
    });

    it('give way as guests to the owner of a known login', async () => {
      const [guest, alice] = [await bed.getId(IdentityPoolId), await known(google)];
      expect(await use(guest, { ...alice.Logins, ...(await alice.login(facebook)) })).toBe(alice.id);
      expect((await bed.describe(alice.id)).logins).toEqual([google.key, facebook.key]);
      expect(await failureOf(use(guest))).toEqual(forbidden(guest));
    });

    it('are no guests again', async () => {
      const alice = await known(google);
      expect(await failureOf(use(alice.id))).toEqual(forbidden(alice.id));
      expect(await failureOf(use(alice.id, {}))).toEqual(forbidden(alice.id));
    });

    it('get a second login', async () => {
      const alice = await known(google);
      expect(await use(alice.id, await alice.login(google, facebook))).toBe(alice.id);
      expect(await use(alice.id, await alice.login(facebook))).toBe(alice.id);
    });

    it('survive a merge, though the other is older', async () => {
      const [older, named] = [await known(google), await known(facebook)];
      expect(await use(named.id, { ...older.Logins, ...named.Logins })).toBe(named.id);
      expect(await bed.getId(IdentityPoolId, older.Logins)).toBe(named.id);
      expect(await failureOf(use(older.id))).toEqual(forbidden(older.id));
    });

    it('refuse a second user of a provider, and nothing is written', async () => {
      const [alice, bob] = [await known(google, facebook), await known(google)];
      const before = await Promise.all([bed.describe(alice.id), bed.describe(bob.id)]);
      const ofAlice = await alice.login(facebook);
      for (const second of [bob.Logins, await bed.newUser().login(google)]) {
        const failure = await failureOf(use(alice.id, { ...ofAlice, ...second }));
        expect(failure.code).toBe('ResourceConflictException');
      }
      expect(await Promise.all([bed.describe(alice.id), bed.describe(bob.id)])).toEqual(before);
    });

    it('refuse the token of anybody else, known or not', async () => {
      const [alice, bob, carol] = [await known(google), await known(google), await known(facebook)];
      const strangers = [bob.Logins, carol.Logins, await bed.newUser().login(google), await alice.login(facebook)];
      for (const given of strangers) expect(await failureOf(use(alice.id, given))).toEqual(mismatch);
      expect((await bed.describe(alice.id)).logins).toEqual([google.key]);
      expect(await bed.getId(IdentityPoolId, bob.Logins)).toBe(bob.id);
    });

    it('refuse a token for which the owner’s own is no proof', async () => {
      const alice = await known(google);
      const given = { ...alice.Logins, ...tampered(await bed.newUser().login(userPool)) };
      expect(await failureOf(use(alice.id, given))).toEqual(unverified);
      expect((await bed.describe(alice.id)).logins).toEqual([google.key]);
    });

    it('lead to their parent when they are disabled and the parent’s login is shown', async () => {
      const [guest, alice, bob] = [await bed.getId(IdentityPoolId), await known(google), await known(google)];
      await use(guest, alice.Logins);
      expect(await use(guest, alice.Logins)).toBe(alice.id);
      expect(await failureOf(use(guest, bob.Logins))).toEqual(mismatch);
      expect(await failureOf(use(guest, await alice.login(facebook)))).toEqual(mismatch);
    });

    it('lead from parent to parent, and nowhere once the last is deleted', async () => {
      const [first, second, third] = [await known(google), await known(facebook), await known(userPool)];
      await use(second.id, { ...first.Logins, ...second.Logins });
      await use(third.id, { ...second.Logins, ...third.Logins });
      expect(await use(first.id, third.Logins)).toBe(third.id);
      await aws.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [third.id] }));
      expect(await failureOf(use(first.id, first.Logins))).toEqual(forbidden(first.id));
      expect((await bed.describe(first.id)).logins).toEqual([]);
    });

    it('lead nowhere as disabled guests once the parent is deleted', async () => {
      const [guest, alice] = [await bed.getId(IdentityPoolId), await known(google)];
      await use(guest, alice.Logins);
      await aws.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [alice.id] }));
      for (const given of [undefined, alice.Logins]) {
        expect(await failureOf(use(guest, given))).toEqual(forbidden(guest));
      }
      expect((await bed.describe(guest)).logins).toEqual([]);
    });

    it('need guest access as guests, not with a login', async () => {
      const poolId = await newPool();
      const guest = await bed.getId(poolId);
      await bed.closeToGuests(poolId);
      expect(await failureOf(use(guest))).toEqual(
        refused('Unauthenticated access is not supported for this identity pool.'),
      );
      expect(await use(guest, await bed.newUser().login(google))).toBe(guest);
    });
  });
});

/** The same logins, their tokens with another signature. */
function tampered(given: Logins): Logins {
  return Object.fromEntries(Object.entries(given).map(([key, token]) => [key, `${token.slice(0, -8)}AAAAAAAA`]));
}
