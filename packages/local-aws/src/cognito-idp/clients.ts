import type { OperationContext } from '../dispatch/operation.ts';
import type { StoredClient } from './store/user-pools.ts';
import type { Client, ClientInput } from './client-shapes.ts';
import { unchangedSince } from './dates.ts';
import { userPoolClientNotFound } from './errors.ts';
import { givenOnly } from './given.ts';
import { newClientSecret } from './ids.ts';
import { findUserPool } from './user-pools.ts';

const defaultRefreshTokenDays = 30;

/** The app client of that pool and id, or ResourceNotFoundException. */
export function findClient(context: OperationContext, userPoolId: string, clientId: string): StoredClient {
  const client = context.store.userPools.findClient(findUserPool(context, userPoolId).pk, clientId);
  if (client === undefined) throw userPoolClientNotFound(clientId);
  return client;
}

/** An app client as Create and Describe answer it. */
export function clientAnswer(userPoolId: string, { id, client }: Pick<StoredClient, 'id' | 'client'>): object {
  const { CreationDate, ...members } = client;
  return {
    UserPoolId: userPoolId,
    ClientId: id,
    TokenValidityUnits: {},
    ...members,
    ...unchangedSince(CreationDate),
  };
}

/** The app client that an input makes, with the defaults of what it leaves out. */
export function newClient({ UserPoolId: _pool, GenerateSecret, ...input }: ClientInput, now: number): Client {
  return {
    AllowedOAuthFlowsUserPoolClient: false,
    EnableTokenRevocation: true,
    EnablePropagateAdditionalUserContextData: false,
    AuthSessionValidity: 3,
    ...(GenerateSecret === true ? { ClientSecret: newClientSecret() } : {}),
    ...givenOnly<typeof input>(input),
    // 0 stands for the default too.
    RefreshTokenValidity: input.RefreshTokenValidity || defaultRefreshTokenDays,
    ClientName: input.ClientName,
    CreationDate: now,
  };
}
