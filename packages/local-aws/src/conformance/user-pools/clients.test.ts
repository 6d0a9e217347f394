import {
  type CreateUserPoolClientCommandInput,
  DeleteUserPoolClientCommand,
  ListUserPoolClientsCommand,
  type UserPoolClientType,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { failureOf } from '../support/setup.ts';
import { error, pages, startUserPools } from '../support/user-pools.ts';

const { aws, createPool, createClient, describeClient } = await startUserPools();

describe('an app client', () => {
  it('has an id, no secret, and the defaults of AWS', async () => {
    const { Id } = await createPool();
    const { CreationDate, LastModifiedDate, ...client } = await createClient(Id);
    expect(client.ClientId).toMatch(/^[a-z0-9]{26}$/);
    expect(client).toEqual({
      UserPoolId: Id,
      ClientName: 'web',
      ClientId: client.ClientId,
      RefreshTokenValidity: 30,
      TokenValidityUnits: {},
      AllowedOAuthFlowsUserPoolClient: false,
      EnableTokenRevocation: true,
      EnablePropagateAdditionalUserContextData: false,
      AuthSessionValidity: 3,
    });
    expect(LastModifiedDate).toEqual(CreationDate);
    expect(CreationDate).toBeInstanceOf(Date);
  });

  it('keeps what it was given', async () => {
    const { Id } = await createPool();
    const given = {
      RefreshTokenValidity: 10,
      AccessTokenValidity: 2,
      IdTokenValidity: 3,
      TokenValidityUnits: { AccessToken: 'hours', IdToken: 'hours', RefreshToken: 'days' },
      ReadAttributes: ['email', 'name'],
      WriteAttributes: ['name'],
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      SupportedIdentityProviders: ['COGNITO'],
      CallbackURLs: ['https://example.com/back', 'http://localhost:3000'],
      LogoutURLs: ['https://example.com/out'],
      DefaultRedirectURI: 'https://example.com/back',
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      AllowedOAuthFlowsUserPoolClient: true,
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: false,
      AuthSessionValidity: 5,
    } satisfies Partial<CreateUserPoolClientCommandInput>;
    const client = await createClient(Id, given);
    expect(client).toMatchObject(given);
    expect(await describeClient(Id, client.ClientId)).toEqual(client);
  });

  it('has a secret where one was asked for, and it stays', async () => {
    const { Id } = await createPool();
    const { ClientId, ClientSecret } = await createClient(Id, { GenerateSecret: true });
    expect(ClientSecret).toMatch(/^[a-z0-9]{52}$/);
    expect(await describeClient(Id, ClientId)).toMatchObject({ ClientSecret });
  });

  it('has the default lifetime of refresh tokens for 0, and no empty lists', async () => {
    const { Id } = await createPool();
    const client = await createClient(Id, { RefreshTokenValidity: 0, CallbackURLs: [], LogoutURLs: [] });
    expect(client.RefreshTokenValidity).toBe(30);
    expect(client).not.toHaveProperty('CallbackURLs');
    expect(client).not.toHaveProperty('LogoutURLs');
  });

  it('is listed once over the pages, with id and name only, and not after it was deleted', async () => {
    const { Id } = await createPool();
    const created: UserPoolClientType[] = [];
    for (const ClientName of ['a', 'b', 'c', 'd', 'e']) created.push(await createClient(Id, { ClientName }));
    const expected = created.map(({ ClientId, ClientName }) => ({ ClientId, ClientName, UserPoolId: Id }));
    const found = await pages((token) =>
      aws.idp.send(new ListUserPoolClientsCommand({ UserPoolId: Id, MaxResults: 2, ...token })),
    );
    expect(found.map(({ UserPoolClients = [] }) => UserPoolClients.length)).toEqual([2, 2, 1]);
    const byName = (list: { ClientName?: string | undefined }[]) =>
      list.toSorted((one, other) => (one.ClientName ?? '').localeCompare(other.ClientName ?? ''));
    expect(byName(found.flatMap(({ UserPoolClients = [] }) => UserPoolClients))).toEqual(expected);

    const [{ ClientId = '' } = {}] = created;
    await aws.idp.send(new DeleteUserPoolClientCommand({ UserPoolId: Id, ClientId }));
    const { UserPoolClients = [], NextToken } = await aws.idp.send(new ListUserPoolClientsCommand({ UserPoolId: Id }));
    expect(byName(UserPoolClients)).toEqual(expected.slice(1));
    expect(NextToken).toBeUndefined();
    const gone = error('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`);
    expect(await failureOf(describeClient(Id, ClientId))).toEqual(gone);
    const again = aws.idp.send(new DeleteUserPoolClientCommand({ UserPoolId: Id, ClientId }));
    expect(await failureOf(again)).toEqual(gone);
  });

  it('is not found in another pool', async () => {
    const [one, other] = await Promise.all([createPool(), createPool()]);
    const { ClientId } = await createClient(one.Id);
    expect(await failureOf(describeClient(other.Id, ClientId))).toEqual(
      error('ResourceNotFoundException', `User pool client ${ClientId} does not exist.`),
    );
  });
});
