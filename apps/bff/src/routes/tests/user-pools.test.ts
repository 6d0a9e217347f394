import {
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { type Everything, faults, startAll } from '../../testing/harness.ts';

describe('user pools of the account', () => {
  let all: Everything;
  let idp: CognitoIdentityProviderClient;
  beforeAll(async () => {
    all = await startAll();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    idp = new CognitoIdentityProviderClient({ region: 'us-east-1', endpoint: all.aws.url, credentials });
  });
  afterAll(async () => {
    idp.destroy();
    await all.close();
  });
  beforeEach(() => faults(all));

  const list = (path = '') => all.call('GET', all.local(`/user-pools${path}`));
  const newPool = async (PoolName: string) =>
    (await idp.send(new CreateUserPoolCommand({ PoolName }))).UserPool?.Id ?? '';

  it('lists none, and every page, with the name that identity pools use', async () => {
    expect((await list()).body).toEqual({ UserPools: [] });
    const ids: string[] = [];
    for (let count = 0; count < 70; count += 1) ids.push(await newPool(`pool ${count}`));
    const { UserPools } = (await list()).body;
    expect(new Set(UserPools.map(({ Id }: { Id: string }) => Id))).toEqual(new Set(ids));
    expect(UserPools.length).toBe(70);
    expect(UserPools).toContainEqual({
      Id: ids[69],
      Name: 'pool 69',
      ProviderName: `cognito-idp.us-east-1.amazonaws.com/${ids[69]}`,
    });
  });

  it('lists the app clients of one, on every page, without their secrets', async () => {
    const UserPoolId = await newPool('with clients');
    expect((await list(`/${UserPoolId}/clients`)).body).toEqual({ UserPoolClients: [] });
    for (let count = 0; count < 61; count += 1)
      await idp.send(new CreateUserPoolClientCommand({ UserPoolId, ClientName: `app ${count}`, GenerateSecret: true }));
    const { UserPoolClients } = (await list(`/${UserPoolId}/clients`)).body;
    expect(UserPoolClients.length).toBe(61);
    for (const client of UserPoolClients) {
      expect(client).toEqual({
        ClientId: expect.stringMatching(/^[a-z0-9]{26}$/),
        ClientName: expect.stringMatching(/^app /),
      });
    }
  });

  it.each([
    ['us-east-1', 'not the id'],
    ['_abc', 'belongs to'],
    ['eu-west-1_aB3dE6gH9', 'belongs to eu-west-1'],
    [`us-east-1_${'a'.repeat(60)}`, 'not the id'],
    ['us-east-1_a%0Ab', 'not the id'],
  ])('refuses the id %s before anything is sent', async (id, said) => {
    await faults(all, { operation: '*', hang: true, times: 99 });
    const answer = await list(`/${id}/clients`);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(answer.body.fields.userPoolId[0]).toContain(said);
  });

  it('says that a user pool is not there (any more)', async () => {
    const answer = await list('/us-east-1_aB3dE6gH9/clients');
    expect(answer.body).toMatchObject({ status: 404, code: 'not_found', awsError: 'ResourceNotFoundException' });
    expect(answer.body.detail).toContain('us-east-1_aB3dE6gH9');
  });

  it.each([
    ['AccessDeniedException', 400, 'aws_denied'],
    ['NotAuthorizedException', 400, 'aws_denied'],
    ['ExpiredTokenException', 400, 'credentials_expired'],
    ['TooManyRequestsException', 400, 'throttled'],
    ['InternalErrorException', 500, 'upstream_unavailable'],
  ])('tells %s of AWS as a problem of ours', async (error, status, code) => {
    await faults(all, { operation: 'ListUserPools', error, status, times: 99 });
    expect((await list()).body).toMatchObject({ code, awsError: error });
    await faults(all, { operation: 'ListUserPoolClients', error, status, times: 99 });
    expect((await list('/us-east-1_aB3dE6gH9/clients')).body).toMatchObject({ code, awsError: error });
  });

  it('reads on a read-only connection too', async () => {
    await all.call('PATCH', all.local(''), { readOnly: true });
    expect((await list()).status).toBe(200);
    expect((await list(`/${await newPool('read-only')}/clients`)).status).toBe(200);
    await all.call('PATCH', all.local(''), { readOnly: false });
  });
});
