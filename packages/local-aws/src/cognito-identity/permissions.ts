// What each operation is checked on. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html
import { identityPoolArn } from '@lifeguard/shared/aws/arn';

import { type OperationContext, rawMember, rawText } from '../dispatch/operation.ts';
import { anyResource, type NamedPermission, type Permission, requestTags, resourceTags } from '../auth/permission.ts';

/** More are refused later, for their number. */
const maxIdentities = 60;

/** On the pool that the input names, with its tags. */
export function onPool(context: OperationContext, input: unknown): Permission {
  const poolId = rawText(input, 'IdentityPoolId') ?? '';
  return { resource: identityPoolArn(context.account, poolId), conditions: new Map(poolTags(context, poolId)) };
}

/** On no resource: CreateIdentityPool, whose tags are conditions all the same, and ListIdentityPools. */
export function onAnything(_context: OperationContext, input: unknown): Permission {
  return { ...anyResource, conditions: new Map(sentTags(input, 'IdentityPoolTags')) };
}

/** A new pool's tags need TagResource, on the pool that does not have an id yet. */
export function newTags(context: OperationContext, input: unknown): readonly NamedPermission[] {
  const conditions = sentTags(input, 'IdentityPoolTags');
  if (conditions.length === 0) return [];
  const resource = identityPoolArn(context.account, `${context.region}:*`);
  return [{ action: 'cognito-identity:TagResource', resource, conditions: new Map(conditions) }];
}

/** Tags that an update sets or takes away need the permissions of the operations that do only that. */
export function changedTags(context: OperationContext, input: unknown): readonly NamedPermission[] {
  const given = rawMember(input, 'IdentityPoolTags');
  if (typeof given !== 'object' || given === null) return [];
  const { resource, conditions = new Map() } = onPool(context, input);
  const now = context.store.pools.find(rawText(input, 'IdentityPoolId') ?? '')?.tags ?? {};
  const removed = Object.keys(now).filter((key) => !Object.hasOwn(given, key));
  const set = Object.fromEntries(Object.entries(given).filter(([key, value]) => now[key] !== value));
  return [
    ...(Object.keys(set).length === 0
      ? []
      : [
          {
            action: 'cognito-identity:TagResource',
            resource,
            conditions: new Map([...conditions, ...requestTags(set)]),
          },
        ]),
    ...(removed.length === 0
      ? []
      : [
          {
            action: 'cognito-identity:UntagResource',
            resource,
            conditions: new Map([...conditions, ['aws:tagkeys', removed] as const]),
          },
        ]),
  ];
}

/** On what `ResourceArn` says, to the letter: AWS names it in its refusal whatever it is. */
export function onTaggedResource(context: OperationContext, input: unknown): Permission {
  const resource = rawText(input, 'ResourceArn') ?? '';
  const poolId = resource.slice(resource.indexOf('/') + 1);
  const tagKeys = rawMember(input, 'TagKeys');
  const keys: [string, readonly string[]][] = Array.isArray(tagKeys)
    ? [['aws:tagkeys', tagKeys.filter((key) => typeof key === 'string')]]
    : [];
  const conditions = new Map([...poolTags(context, poolId), ...sentTags(input, 'Tags'), ...keys]);
  return { resource, conditions };
}

/** On no resource, but with the ARN of the identity's pool as a condition. */
export function onIdentity(context: OperationContext, input: unknown): Permission {
  return identityPermission(context, rawText(input, 'IdentityId') ?? '');
}

/** On no resource; of a list of identities the pool of the first that is there is the condition, and the operation looks at the others. */
export function onIdentities(context: OperationContext, input: unknown): Permission {
  const ids = rawMember(input, 'IdentityIdsToDelete');
  const known = (Array.isArray(ids) ? ids.slice(0, maxIdentities) : []).find(
    (id: unknown) => typeof id === 'string' && context.store.identities.find(id) !== undefined,
  ) as string | undefined;
  return known === undefined ? anyResource : identityPermission(context, known);
}

/** The permission that an action needs on one identity. */
export function identityPermission(context: OperationContext, identityId: string): Permission {
  const poolId = context.store.identities.find(identityId)?.poolId;
  if (poolId === undefined) return anyResource;
  const arn = identityPoolArn(context.account, poolId);
  return { ...anyResource, conditions: new Map([['cognito-identity:identitypoolarn', [arn]]]) };
}

function poolTags({ store }: OperationContext, poolId: string): ReturnType<typeof resourceTags> {
  return resourceTags(store.pools.find(poolId)?.tags ?? {});
}

/** The conditions of a member that should be a map of tags, and may be anything yet. */
function sentTags(input: unknown, name: string): ReturnType<typeof requestTags> {
  const tags = rawMember(input, name);
  return typeof tags === 'object' && tags !== null ? requestTags(tags) : [];
}
