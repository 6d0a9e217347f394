import {
  CreateGroupCommand,
  type CreateGroupCommandInput,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  type UserPoolClientType,
  type UserPoolType,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll } from 'vitest';

import { isRemote, startAws } from './setup.ts';

type Made<T, K extends keyof T> = T & { [P in K]-?: NonNullable<T[P]> };

/** An AWS for a file of tests about user pools; the pools that it made in a real account are removed after them. */
export async function startUserPools() {
  const aws = await startAws();
  const made: string[] = [];
  afterAll(async () => {
    if (isRemote) {
      await Promise.allSettled(made.map((UserPoolId) => aws.idp.send(new DeleteUserPoolCommand({ UserPoolId }))));
    }
    await aws.close();
  });

  async function createPool(
    members: Partial<CreateUserPoolCommandInput> = {},
  ): Promise<Made<UserPoolType, 'Id' | 'Arn'>> {
    const { UserPool } = await aws.idp.send(
      new CreateUserPoolCommand({ PoolName: 'lifeguard conformance', ...members }),
    );
    const { Id = '', Arn = '' } = UserPool ?? {};
    made.push(Id);
    return { ...UserPool, Id, Arn };
  }

  async function describePool(UserPoolId: string): Promise<UserPoolType | undefined> {
    return (await aws.idp.send(new DescribeUserPoolCommand({ UserPoolId }))).UserPool;
  }

  async function createClient(
    UserPoolId: string,
    members: Partial<CreateUserPoolClientCommandInput> = {},
  ): Promise<Made<UserPoolClientType, 'ClientId'>> {
    const input = { UserPoolId, ClientName: 'web', ...members };
    const { UserPoolClient } = await aws.idp.send(new CreateUserPoolClientCommand(input));
    return { ...UserPoolClient, ClientId: UserPoolClient?.ClientId ?? '' };
  }

  async function describeClient(UserPoolId: string, ClientId: string): Promise<UserPoolClientType | undefined> {
    return (await aws.idp.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }))).UserPoolClient;
  }

  async function createGroup(UserPoolId: string, members: Partial<CreateGroupCommandInput> = {}) {
    return (await aws.idp.send(new CreateGroupCommand({ UserPoolId, GroupName: 'readers', ...members }))).Group;
  }

  return { aws, createPool, describePool, createClient, describeClient, createGroup };
}

export function error(code: string, message: string) {
  return { code, message, status: 400 };
}

export function poolNotFound(id: string) {
  return error('ResourceNotFoundException', `User pool ${id} does not exist.`);
}

/** Every page of a list, one after another. */
export async function pages<Page extends { NextToken?: string | undefined }>(
  load: (token: { NextToken?: string }) => Promise<Page>,
): Promise<Page[]> {
  const found: Page[] = [];
  let token: string | undefined;
  do {
    const page = await load(token === undefined ? {} : { NextToken: token });
    found.push(page);
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}
