import { describe, expect, it } from 'vitest';

import { operationBed } from '../testing/operation-bed.ts';
import { accountId, rootCaller } from '../auth/account.ts';
import { Trail } from '../cloudtrail/trail.ts';
import type { OperationContext } from '../dispatch/operation.ts';
import { cognitoIdp } from './service.ts';

const UserPoolId = 'eu-west-1_abcDEF123';
const resource = `arn:aws:cognito-idp:eu-west-1:${accountId}:userpool/${UserPoolId}`;

function contextWithPool(): OperationContext {
  const { store, now } = operationBed();
  store.userPools.insert(UserPoolId, 'eu-west-1', {
    PoolName: 'pool',
    DeletionProtection: 'INACTIVE',
    UserPoolTags: { Team: 'orders' },
    CreationDate: now,
  });
  return {
    store,
    clock: { now: () => now },
    trail: new Trail(),
    region: 'eu-west-1',
    account: accountId,
    caller: rootCaller,
    isFromPage: false,
    fault: undefined,
  };
}

function permissionOf(name: string, input: unknown) {
  const operation = cognitoIdp.operations[name];
  return operation?.auth === 'signed' ? operation.permission(contextWithPool(), input) : undefined;
}

describe('the permission of', () => {
  const onOnePool = Object.keys(cognitoIdp.operations).filter(
    (name) => name !== 'CreateUserPool' && name !== 'ListUserPools',
  );

  it.each(onOnePool)('%s is on the pool, with its tags', (name) => {
    expect(permissionOf(name, { UserPoolId })).toEqual({
      resource,
      conditions: new Map([['aws:resourcetag/team', ['orders']]]),
    });
  });

  it.each(onOnePool)('%s is on the pool that was named, even if there is none', (name) => {
    const other = 'eu-west-1_nosuch000';
    expect(permissionOf(name, { UserPoolId: other })).toEqual({
      resource: `arn:aws:cognito-idp:eu-west-1:${accountId}:userpool/${other}`,
      conditions: new Map(),
    });
  });

  it('CreateUserPool is on anything, with the tags of the request', () => {
    expect(permissionOf('CreateUserPool', { PoolName: 'p', UserPoolTags: { Team: 'a', env: 'b' } })).toEqual({
      resource: '*',
      conditions: new Map([
        ['aws:requesttag/team', ['a']],
        ['aws:requesttag/env', ['b']],
        ['aws:tagkeys', ['Team', 'env']],
      ]),
    });
    expect(permissionOf('CreateUserPool', { PoolName: 'p' })).toEqual({ resource: '*', conditions: new Map() });
  });

  it('ListUserPools is on anything', () => {
    expect(permissionOf('ListUserPools', { MaxResults: 1 })).toEqual({ resource: '*' });
  });

  it.each([undefined, null, 'text', { UserPoolId: 7, UserPoolTags: 'no' }])(
    'any of them can be asked for %j',
    (input) => {
      for (const name of Object.keys(cognitoIdp.operations)) expect(permissionOf(name, input)).toBeDefined();
    },
  );
});
