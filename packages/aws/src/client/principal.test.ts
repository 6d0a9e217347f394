import { expect, it } from 'vitest';

import type { AwsCall, ConnectionDefinition } from './connections.ts';
import { createPrincipals } from './principal.ts';

const acme: ConnectionDefinition = {
  id: 'profile-acme~eu-west-1',
  label: 'acme',
  kind: 'profile',
  profile: 'acme',
  region: 'eu-west-1',
  endpoint: 'https://cognito-identity.eu-west-1.amazonaws.com',
  color: 'blue',
  readOnly: true,
  readOnlyPinned: false,
  developerTokens: false,
};

function callOf(connection: ConnectionDefinition): AwsCall {
  return { connection, isReadOnly: true, signal: new AbortController().signal };
}

/** Credentials that a test replaces; the account is that of the keys. */
function principalsOf(keys: { now: string }) {
  const log: string[] = [];
  const principals = createPrincipals(
    {
      whoAmI: async () => {
        log.push(`asked ${keys.now}`);
        return { Account: keys.now, Arn: `arn:aws:iam::${keys.now}:user/a` };
      },
      accessKeyId: async () => `AKIA${keys.now}`,
      saw: ({ id }, account) => void log.push(`saw ${id} ${account}`),
    },
    { now: () => 0 },
  );
  return { principals, log };
}

it('asks once for the same keys, and again as soon as others are in use', async () => {
  const keys = { now: '111111111111' };
  const { principals, log } = principalsOf(keys);
  await principals.get(callOf(acme));
  await principals.get(callOf(acme));
  keys.now = '222222222222';
  expect(await principals.get(callOf(acme))).toMatchObject({ Account: '222222222222' });
  expect(log).toEqual([
    'asked 111111111111',
    `saw ${acme.id} 111111111111`,
    'asked 222222222222',
    `saw ${acme.id} 222222222222`,
  ]);
});

it('lets nothing through for another account than the id stands for, and says where that one is', async () => {
  const { principals, log } = principalsOf({ now: '222222222222' });
  await expect(principals.get(callOf({ ...acme, accountId: '111111111111' }))).rejects.toMatchObject({
    code: 'wrong_account',
    message: expect.stringMatching(/stands for account 111111111111.*now belong to 222222222222.*list of connections/),
  });
  expect(log).toContain(`saw ${acme.id} 222222222222`);
});
