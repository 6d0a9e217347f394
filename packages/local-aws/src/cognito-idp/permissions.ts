// What each operation is checked on. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
import { type OperationContext, rawMember, rawText } from '../dispatch/operation.ts';
import { anyResource, type Permission, requestTags, resourceTags } from '../auth/permission.ts';
import { userPoolArn } from './arn.ts';

/** On the user pool that the input names, with its tags. */
export function onUserPool({ account, store }: OperationContext, input: unknown): Permission {
  const id = rawText(input, 'UserPoolId') ?? '';
  const tags = store.userPools.find(id)?.pool.UserPoolTags ?? {};
  return { resource: userPoolArn(account, id), conditions: new Map(resourceTags(tags)) };
}

/** On no resource: CreateUserPool, whose tags are conditions all the same. */
export function onNewUserPool(_context: OperationContext, input: unknown): Permission {
  const tags = rawMember(input, 'UserPoolTags');
  return { ...anyResource, conditions: new Map(requestTags(typeof tags === 'object' && tags !== null ? tags : {})) };
}

/** On no resource and without conditions: ListUserPools. */
export function onAllUserPools(): Permission {
  return anyResource;
}
