import {
  CognitoIdentityClient,
  DescribeIdentityCommand,
  GetIdCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  LookupDeveloperIdentityCommand,
} from '@aws-sdk/client-cognito-identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import {
  type Answer,
  createPool,
  type Everything,
  faults,
  send,
  startAll,
  startBeside,
} from '../../testing/harness.ts';

const provider = 'login.example';
const unknownId = 'us-east-1:11111111-2222-3333-4444-555555555555';

describe('developer identities', () => {
  let all: Everything;
  let cognito: CognitoIdentityClient;
  let poolId: string;
  let count = 0;
  beforeAll(async () => {
    all = await startAll({ config: { developerTokens: true } });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    cognito = new CognitoIdentityClient({ region: 'us-east-1', endpoint: all.aws.url, credentials });
    const pool = await createPool(all, { DeveloperProviderName: provider, AllowUnauthenticatedIdentities: true });
    poolId = pool.document.IdentityPoolId;
  });
  afterAll(async () => {
    cognito.destroy();
    await all.close();
  });
  beforeEach(() => faults(all));

  /** New users of one new identity. Their names are canaries: no log line may have one. */
  async function newUsers(size = 1) {
    count += 1;
    const users = Array.from({ length: size }, (_, index) => `CANARYuser-${count}-${index}@example.com`);
    let IdentityId: string | undefined;
    for (const user of users) {
      const Logins = { [provider]: user };
      const command = new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId: poolId, IdentityId, Logins });
      ({ IdentityId } = await cognito.send(command));
    }
    return { users, user: users[0] ?? '', id: IdentityId ?? '' };
  }
  type Users = Awaited<ReturnType<typeof newUsers>>;

  const ask = (action: string, body: object, by: Pick<Everything, 'bff' | 'session'> = all): Promise<Answer> =>
    send(by.bff, 'POST', all.local(`/pools/${poolId}/developer-identities/${action}`), { session: by.session, body });
  const usersOf = async (IdentityId: string) =>
    (await cognito.send(new LookupDeveloperIdentityCommand({ IdentityPoolId: poolId, IdentityId })))
      .DeveloperUserIdentifierList;
  const pair = (source: Users, destination: Users) => ({
    SourceUserIdentifier: source.user,
    DestinationUserIdentifier: destination.user,
  });
  const merge = (source: Users, destination: Users, changes: object = {}, by = all) =>
    ask(
      'merge',
      {
        ...pair(source, destination),
        SourceIdentityId: source.id,
        DestinationIdentityId: destination.id,
        confirm: destination.user,
        ...changes,
      },
      by,
    );

  it('looks up by user, by identity or by both, in pages', async () => {
    const { users, user, id } = await newUsers(20);
    const found = { IdentityId: id, DeveloperUserIdentifierList: users };
    expect((await ask('lookup', { DeveloperUserIdentifier: users[7] })).body).toEqual(found);
    const first = (await ask('lookup', { IdentityId: id, MaxResults: 12 })).body;
    expect(first.DeveloperUserIdentifierList).toEqual(users.slice(0, 12));
    const second = await ask('lookup', { IdentityId: id, MaxResults: 12, NextToken: first.NextToken });
    expect(second.body).toEqual({ IdentityId: id, DeveloperUserIdentifierList: users.slice(12) });
    const both = await ask('lookup', { IdentityId: id, DeveloperUserIdentifier: user });
    expect(both.body).toEqual({ IdentityId: id, DeveloperUserIdentifierList: [user] });

    const other = await newUsers();
    expect((await ask('lookup', { IdentityId: id, DeveloperUserIdentifier: other.user })).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('contradicts what is linked already, and changed nothing'),
    });
    expect((await ask('lookup', { DeveloperUserIdentifier: 'nobody' })).body.code).toBe('not_found');
    expect((await ask('lookup', {})).body.fields).toHaveProperty('DeveloperUserIdentifier');
    const foreign = await ask('lookup', { IdentityId: unknownId.replace('us-east', 'eu-west') });
    expect(foreign.body.fields).toHaveProperty('IdentityId');
  });

  it('shows both sides of a merge, and merges what was seen and confirmed', async () => {
    const [source, destination] = [await newUsers(2), await newUsers()];
    const preview = (await ask('merge-preview', pair(source, destination))).body;
    expect(preview).toMatchObject({
      DeveloperProviderName: provider,
      source: { found: { identity: { IdentityId: source.id }, DeveloperUserIdentifierList: source.users } },
      destination: { found: { identity: { IdentityId: destination.id, Logins: [provider] } } },
    });
    expect((await merge(source, destination, { confirm: source.user })).body).toMatchObject({
      code: 'confirmation_mismatch',
      fields: { confirm: [expect.any(String)] },
    });
    expect((await merge(source, destination)).body).toEqual({ IdentityId: destination.id });
    expect(await usersOf(destination.id)).toEqual([...source.users, ...destination.users]);
    // What was seen is not there any more.
    expect((await merge(source, destination)).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('since you looked'),
    });
  });

  it('refuses before sending what AWS would refuse', async () => {
    const [many, one, two] = [await newUsers(19), await newUsers(), await newUsers(2)];
    expect((await merge(two, many)).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('21 linked logins'),
    });
    const twin = { ...two, user: two.users[1] ?? '' };
    expect((await merge(two, twin)).body.detail).toContain('same identity already');
    expect((await ask('merge-preview', { ...pair(one, one), SourceUserIdentifier: 'nobody' })).body.source).toEqual({
      DeveloperUserIdentifier: 'nobody',
    });
    expect(await usersOf(two.id)).toEqual(two.users);
  });

  it('finds out whether a merge and an unlinking whose answers were lost were done', async () => {
    const [source, destination] = [await newUsers(), await newUsers()];
    await faults(all, {
      operation: 'MergeDeveloperIdentities',
      error: 'InternalErrorException',
      afterEffect: true,
      times: 9,
    });
    const answer = await merge(source, destination);
    expect([answer.status, (await usersOf(destination.id))?.length]).toEqual([200, 2]);

    await faults(all, { operation: 'UnlinkDeveloperIdentity', error: 'InternalErrorException', times: 9 });
    const user = { IdentityId: destination.id, DeveloperUserIdentifier: source.user, leavesUnreachable: false };
    expect((await ask('unlink', user)).body).toMatchObject({
      status: 504,
      code: 'outcome_unknown',
      awsError: 'InternalErrorException',
      calls: [{ operation: 'UnlinkDeveloperIdentity', outcome: 'unknown' }],
    });
    expect((await usersOf(destination.id))?.length).toBe(2);
  });

  it('says what a look shows where a merge or an unlinking that was not answered is not to be seen', async () => {
    const [source, destination] = [await newUsers(), await newUsers()];
    await faults(
      all,
      { operation: 'MergeDeveloperIdentities', hang: true, times: 9 },
      { operation: 'UnlinkDeveloperIdentity', hang: true, times: 9 },
    );
    const hasty = await startBeside(all.aws, { timeouts: { writeMs: 200 } });
    expect((await merge(source, destination, {}, hasty)).body).toMatchObject({
      code: 'outcome_unknown',
      detail: expect.stringContaining('A look right afterwards shows the two users apart'),
    });
    const user = { IdentityId: source.id, DeveloperUserIdentifier: source.user, leavesUnreachable: true };
    expect((await ask('unlink', user, hasty)).body).toMatchObject({
      code: 'outcome_unknown',
      detail: expect.stringContaining('A look right afterwards shows the user still linked'),
    });
    await hasty.close();
  });

  it('looks what became of a token whose answer was lost: the user may have an identity by now', async () => {
    const issue = (user: string, effect: string) => ask('token', { DeveloperUserIdentifier: user, effect });
    const operation = 'GetOpenIdTokenForDeveloperIdentity';
    const calls = [{ operation, outcome: 'unknown' }];
    await faults(all, { operation, error: 'InternalErrorException', afterEffect: true, times: 9 });
    const made = (await issue('CANARYuser-lost', 'new_identity')).body;
    expect(made).toMatchObject({ status: 504, code: 'outcome_unknown', calls });
    expect(made.detail).toMatch(/^The user belongs to the identity us-east-1:[\w-]+ now/);
    await faults(all, { operation, error: 'InternalErrorException', times: 9 });
    const unmade = (await issue('CANARYuser-unmade', 'new_identity')).body;
    expect(unmade).toMatchObject({ code: 'outcome_unknown', calls });
    expect(unmade.detail).toContain('shows no identity of this user');
    expect((await issue('CANARYuser-lost', 'none')).body).toMatchObject({ code: 'outcome_unknown', calls });
  });

  it('unlinks a user, and the last login only where the person knows', async () => {
    const { users, id } = await newUsers(2);
    const [first = '', last = ''] = users;
    const named = (DeveloperUserIdentifier: string) => ({ IdentityId: id, DeveloperUserIdentifier });
    expect((await ask('unlink-preview', named(first))).body).toEqual({
      DeveloperProviderName: provider,
      remainingProviders: [],
      remainingUsers: 1,
    });
    expect((await ask('unlink', { ...named(first), leavesUnreachable: false })).status).toBe(200);
    expect((await ask('unlink', { ...named(first), leavesUnreachable: false })).body.code).toBe('not_found');
    expect((await ask('unlink', { ...named(last), leavesUnreachable: false })).body).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('last login'),
    });
    expect(await usersOf(id)).toEqual([last]);
    expect((await ask('unlink', { ...named(last), leavesUnreachable: true })).status).toBe(200);
    expect((await cognito.send(new DescribeIdentityCommand({ IdentityId: id }))).Logins ?? []).toEqual([]);
  });

  it('issues a short token, says first what else that changes, and does no more than was said', async () => {
    const { user, id } = await newUsers();
    expect((await ask('token-preview', { DeveloperUserIdentifier: user })).body).toMatchObject({
      effect: 'none',
      IdentityId: id,
    });
    const issued = await ask('token', {
      DeveloperUserIdentifier: user,
      effect: 'none',
      PrincipalTags: { team: 'dock' },
      TokenDuration: 60,
    });
    expect(issued.headers['cache-control']).toBe('no-store');
    const claims = JSON.parse(Buffer.from(issued.body.Token.split('.')[1], 'base64url').toString());
    expect([claims.sub, claims.exp - claims.iat]).toEqual([id, 60]);

    const tooLong = await ask('token', { DeveloperUserIdentifier: user, effect: 'none', TokenDuration: 901 });
    expect(tooLong.body).toMatchObject({ status: 400, fields: { TokenDuration: [expect.stringContaining('900')] } });

    const fresh = { DeveloperUserIdentifier: 'CANARYuser-new' };
    expect((await ask('token-preview', fresh)).body).toEqual({
      DeveloperProviderName: provider,
      effect: 'new_identity',
    });
    expect((await ask('token', { ...fresh, effect: 'none' })).body.code).toBe('conflict');
    expect((await ask('lookup', fresh)).body.code).toBe('not_found');
    expect((await ask('token', { ...fresh, effect: 'new_identity' })).body.IdentityId).not.toBe(id);

    const { IdentityId: guest } = await cognito.send(new GetIdCommand({ IdentityPoolId: poolId }));
    const linking = { DeveloperUserIdentifier: 'CANARYuser-guest', IdentityId: guest };
    expect((await ask('token-preview', linking)).body.effect).toBe('new_login');
    const elsewhere = await ask('token-preview', { ...linking, DeveloperUserIdentifier: user });
    expect(elsewhere.body).toMatchObject({ code: 'conflict', detail: expect.stringContaining(id) });
  });

  it('identifiers and tokens are in no log line, whatever becomes of the request', async () => {
    const [one, two] = [await newUsers(), await newUsers()];
    const { body } = await ask('token', { DeveloperUserIdentifier: one.user, effect: 'none' });
    await ask('lookup', { DeveloperUserIdentifier: 'CANARYuser-nobody' });
    await ask('lookup', { DeveloperUserIdentifier: one.user, IdentityId: two.id });
    await faults(all, { operation: 'MergeDeveloperIdentities', error: 'InternalErrorException', times: 9 });
    expect((await merge(one, two)).body.status).toBeGreaterThanOrEqual(500);
    const lines = all.bff.lines.join('\n');
    expect(lines).toContain('developer-identities/merge');
    for (const part of ['CANARY', ...body.Token.split('.')]) expect(lines).not.toContain(part);
  });

  it('no token is issued where the configuration does not allow it', async () => {
    const other = await startAll();
    const path = other.local(`/pools/${unknownId}/developer-identities`);
    const body = { DeveloperUserIdentifier: 'someone' };
    expect((await other.call('GET', '/api/connections')).body.connections[0].developerTokens).toBe(false);
    for (const answer of [
      await other.call('POST', `${path}/token-preview`, body),
      await other.call('POST', `${path}/token`, { ...body, effect: 'new_identity' }),
    ]) {
      expect(answer.body).toMatchObject({
        code: 'forbidden',
        detail: expect.stringContaining('LIFEGUARD_DEVELOPER_TOKENS=on'),
      });
    }
    await other.close();
  });

  it('a read-only connection looks up and previews, and sends no write', async () => {
    const session = await all.bff.signIn();
    await send(all.bff, 'PATCH', '/api/connections/local', { session, body: { readOnly: true } });
    const [source, destination] = [await newUsers(), await newUsers()];
    expect((await ask('merge-preview', pair(source, destination), { ...all, session })).status).toBe(200);
    const named = { IdentityId: source.id, DeveloperUserIdentifier: source.user };
    const fresh = { DeveloperUserIdentifier: 'CANARYuser-never' };
    for (const [action, body] of [
      [
        'merge',
        {
          ...pair(source, destination),
          SourceIdentityId: source.id,
          DestinationIdentityId: destination.id,
          confirm: destination.user,
        },
      ],
      ['unlink', { ...named, leavesUnreachable: true }],
      ['token', { ...fresh, effect: 'new_identity' }],
    ] as const) {
      expect((await ask(action, body, { ...all, session })).body).toMatchObject({ code: 'read_only' });
    }
    expect([await usersOf(source.id), await usersOf(destination.id)]).toEqual([source.users, destination.users]);
    expect((await ask('lookup', fresh, { ...all, session })).body.code).toBe('not_found');
  });

  it('a pool without a developer provider says so', async () => {
    const plain = (await createPool(all)).document.IdentityPoolId;
    const body = { SourceUserIdentifier: 'a', DestinationUserIdentifier: 'b' };
    const answer = await all.call('POST', all.local(`/pools/${plain}/developer-identities/merge-preview`), body);
    expect(answer.body).toMatchObject({
      code: 'invalid_input',
      detail: expect.stringContaining('no developer provider'),
    });
  });
});
