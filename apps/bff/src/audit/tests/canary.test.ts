import { afterAll, beforeAll, expect, it } from 'vitest';

import { createPool, type Everything, patch, send, startAll } from '../../testing/harness.ts';

let all: Everything & { close(): Promise<void> };
beforeAll(async () => {
  all = await startAll({ config: { developerTokens: true } });
  await all.call('PATCH', all.local(''), { readOnly: false });
});
afterAll(() => all.close());

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJDQU5BUlkifQ.CANARYsignature';
const user = 'ada-CANARY@example.com';
const otherUser = 'bob-CANARY@example.com';

it('no token, secret, cookie or identifier of a user stands in the log or its exports', async () => {
  const pool = await createPool(all, {
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: 'login.example.app',
    SupportedLoginProviders: { 'api.twitter.com': 'CANARYkey;CANARYsecret' },
  });
  const at = all.local(`/pools/${encodeURIComponent(pool.document.IdentityPoolId)}`);
  const changes = { SupportedLoginProviders: { 'api.twitter.com': 'CANARYkey;CANARYsecret2' } };
  expect((await patch(all, pool, changes)).status).toBe(200);
  const issue = { DeveloperUserIdentifier: user, effect: 'new_identity' };
  const token = await all.call('POST', `${at}/developer-identities/token`, issue);
  expect(token.status).toBe(200);
  const again = await all.call('POST', `${at}/developer-identities/token`, {
    ...issue,
    DeveloperUserIdentifier: otherUser,
  });
  expect(again.status).toBe(200);
  const { IdentityId } = token.body;
  const merged = await all.call('POST', `${at}/developer-identities/merge`, {
    SourceUserIdentifier: user,
    DestinationUserIdentifier: otherUser,
    SourceIdentityId: IdentityId,
    DestinationIdentityId: again.body.IdentityId,
    confirm: otherUser,
  });
  expect(merged.status).toBe(200);
  const unlinked = await all.call('POST', `${at}/developer-identities/unlink`, {
    IdentityId: again.body.IdentityId,
    DeveloperUserIdentifier: user,
    leavesUnreachable: false,
  });
  expect(unlinked.status).toBe(200);
  const check = { user: { kind: 'token', login: 'accounts.google.com', token: jwt }, flow: 'enhanced' };
  await all.call('POST', `${at}/access-checks`, check);
  const claims = { user: { kind: 'claims', login: 'accounts.google.com', claims: { sub: 'CANARY' } }, flow: 'classic' };
  await all.call('POST', `${at}/access-checks`, claims);
  await all.call('POST', `${at}/explanations`, { message: 'CANARY' });
  await send(all.bff, 'POST', '/auth/local/exchange', { body: { token: 'CANARY-token-of-a-link' } });
  await all.call('PATCH', all.local(''), { readOnly: false }, { 'X-Console-Note': jwt, 'User-Agent': jwt });

  const jsonl = (await all.call('GET', '/api/audit/export?format=jsonl')).text;
  const csv = (await all.call('GET', '/api/audit/export?format=csv')).text;
  const secrets = [
    'CANARY',
    jwt.slice(0, 20),
    token.body.Token,
    again.body.Token,
    all.session.csrf,
    all.session.cookie.split('=')[1],
  ];
  for (const secret of secrets) {
    expect(jsonl).not.toContain(secret);
    expect(csv).not.toContain(secret);
    expect(all.bff.lines.filter((line) => line.includes('audit')).join('\n')).not.toContain(secret);
  }
  const entries = jsonl
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const issued = entries.filter(({ operation, phase }) => operation === 'developer-token.issue' && phase === 'outcome');
  expect(issued.map(({ params }) => params)).toEqual([
    expect.objectContaining({
      DeveloperProviderName: 'login.example.app',
      user: expect.stringMatching(/^[0-9a-f]{32}$/),
    }),
    expect.objectContaining({
      DeveloperProviderName: 'login.example.app',
      user: expect.stringMatching(/^[0-9a-f]{32}$/),
    }),
  ]);
  expect(issued[0].params.user).not.toBe(issued[1].params.user);
  const operations = new Set(entries.map(({ operation }) => operation));
  expect([...operations]).toEqual(
    expect.arrayContaining(['developer-user.merge', 'developer-user.unlink', 'access.check', 'pool.update']),
  );
});
