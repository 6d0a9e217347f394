import { randomUUID } from 'node:crypto';

import {
  DeleteIdentitiesCommand,
  DescribeIdentityCommand,
  GetIdCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';
import { afterAll, describe, expect, it } from 'vitest';

import { errorOf, failureOf, startAws } from '../support/setup.ts';

const aws = await startAws();
afterAll(() => aws.close());

async function guests(IdentityPoolId: string, count: number): Promise<string[]> {
  const answers = await Promise.all(
    Array.from({ length: count }, () => aws.cognito.send(new GetIdCommand({ IdentityPoolId }))),
  );
  return answers.map(({ IdentityId = '' }) => IdentityId);
}

describe('guests', () => {
  it('are all listed over pages of 60, the last page without a token', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const made = await guests(IdentityPoolId, 61);
    const first = await aws.cognito.send(
      new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, HideDisabled: true }),
    );
    const rest = await aws.cognito.send(
      new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, NextToken: first.NextToken, HideDisabled: true }),
    );
    expect([first.Identities?.length, rest.Identities?.length, rest.NextToken]).toEqual([60, 1, undefined]);
    const listed = [...(first.Identities ?? []), ...(rest.Identities ?? [])].map(({ IdentityId = '' }) => IdentityId);
    expect(listed.toSorted()).toEqual(made.toSorted());
  });

  it('fill a page exactly without a token for an empty one', async () => {
    const { IdentityPoolId } = await aws.createPool();
    await guests(IdentityPoolId, 3);
    const page = await aws.cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 3 }));
    expect([page.Identities?.length, page.NextToken]).toEqual([3, undefined]);
  });

  it('are an empty list in a new pool', async () => {
    const { IdentityPoolId } = await aws.createPool();
    expect((await aws.raw('ListIdentities', { IdentityPoolId, MaxResults: 1 })).text).toBe(
      `{"IdentityPoolId":"${IdentityPoolId}","Identities":[]}`,
    );
  });

  it.each([{}, { Logins: {} }, { Logins: null }, { AccountId: '1' }])(
    'are made without a signature from %j, and nothing ties two calls',
    async (members) => {
      const { IdentityPoolId } = await aws.createPool();
      const call = () => aws.raw('GetId', { IdentityPoolId, ...members }, { credentials: 'none' });
      const [one, two] = [await call(), await call()];
      expect(one.text).toMatch(new RegExp(`^\\{"IdentityId":"${aws.region}:[0-9a-f-]{36}"\\}$`));
      expect(one.text).not.toBe(two.text);
    },
  );

  it('are described without logins, both dates the same millisecond', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const [IdentityId] = await guests(IdentityPoolId, 1);
    const answer = await aws.raw('DescribeIdentity', { IdentityId });
    const identity = JSON.parse(answer.text) as Record<string, unknown>;
    expect(Object.keys(identity).toSorted()).toEqual(['CreationDate', 'IdentityId', 'LastModifiedDate']);
    expect(identity['CreationDate']).toBe(identity['LastModifiedDate']);
    expect(Number(identity['CreationDate']) * 1000).toBeCloseTo(Date.now(), -5);
  });

  it('are deleted from several pools at once, unknown ids and a second time too', async () => {
    const pools = await Promise.all([aws.createPool(), aws.createPool()]);
    const made = (await Promise.all(pools.map((pool) => guests(pool.IdentityPoolId, 2)))).flat();
    const IdentityIdsToDelete = [...made.slice(1), `${aws.region}:${randomUUID()}`];
    const remove = async () => (await aws.raw('DeleteIdentities', { IdentityIdsToDelete })).text;
    expect(await remove()).toBe('{"UnprocessedIdentityIds":[]}');
    expect(await remove()).toBe('{"UnprocessedIdentityIds":[]}');
    expect(await failureOf(aws.cognito.send(new DescribeIdentityCommand({ IdentityId: made[1] })))).toEqual({
      code: 'ResourceNotFoundException',
      message: `Identity '${made[1]}' not found.`,
      status: 400,
    });
    await aws.cognito.send(new DescribeIdentityCommand({ IdentityId: made[0] }));
  });

  it('are deleted 60 at a time; of 61 none is', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const ids = await guests(IdentityPoolId, 61);
    const refused = await aws.raw('DeleteIdentities', { IdentityIdsToDelete: ids });
    expect(errorOf(refused)).toEqual({
      code: 'ValidationException',
      message: `1 validation error detected: Value '[${ids.join(', ')}]' at 'identityIdsToDelete' failed to satisfy constraint: Member must have length less than or equal to 60`,
      status: 400,
    });
    await aws.cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: ids.slice(0, 60) }));
    const { Identities } = await aws.cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }));
    expect(Identities?.map(({ IdentityId }) => IdentityId)).toEqual(ids.slice(60));
  });
});

describe('another region', () => {
  it('does not know a pool, its identities or its tags', async () => {
    const { IdentityPoolId } = await aws.createPool();
    const [IdentityId = ''] = await guests(IdentityPoolId, 1);
    const region = aws.region === 'us-west-2' ? 'eu-west-1' : 'us-west-2';
    const elsewhere = aws.cognitoIn(region);
    const page = await failureOf(elsewhere.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 1 })));
    expect(page).toEqual({
      code: 'ResourceNotFoundException',
      message: `IdentityPool '${IdentityPoolId}' not found.`,
      status: 400,
    });
    const identity = await failureOf(elsewhere.send(new DescribeIdentityCommand({ IdentityId })));
    expect(identity.message).toBe(`Identity '${IdentityId}' not found.`);
    await elsewhere.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [IdentityId] }));
    await aws.cognito.send(new DescribeIdentityCommand({ IdentityId }));
    elsewhere.destroy();
  });
});
