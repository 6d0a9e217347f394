import { DeleteGroupCommand, GetGroupCommand, ListGroupsCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';

import { failureOf } from '../support/setup.ts';
import { error, pages, startUserPools } from '../support/user-pools.ts';

const { aws, createPool, createGroup } = await startUserPools();

const role = 'arn:aws:iam::123456789012:role/whatever';

describe('a group', () => {
  it('keeps what it was given', async () => {
    const { Id } = await createPool();
    const given = { GroupName: 'écrivains/1', Description: 'They write.', RoleArn: role, Precedence: 0 };
    const group = await createGroup(Id, given);
    expect(group).toEqual({
      ...given,
      UserPoolId: Id,
      CreationDate: group?.CreationDate,
      LastModifiedDate: group?.CreationDate,
    });
    expect(group?.CreationDate).toBeInstanceOf(Date);
    const answer = await aws.idp.send(new GetGroupCommand({ UserPoolId: Id, GroupName: given.GroupName }));
    expect(answer.Group).toEqual(group);
  });

  it('leaves out what it was not given', async () => {
    const { Id } = await createPool();
    expect(Object.keys((await createGroup(Id)) ?? {}).toSorted()).toEqual([
      'CreationDate',
      'GroupName',
      'LastModifiedDate',
      'UserPoolId',
    ]);
  });

  it('has a name of its own in its pool, and another pool may use it too', async () => {
    const [one, other] = await Promise.all([createPool(), createPool()]);
    await createGroup(one.Id, { Description: 'first' });
    expect(await failureOf(createGroup(one.Id, { Description: 'second' }))).toEqual(
      error('GroupExistsException', 'A group with the name already exists.'),
    );
    await createGroup(other.Id);
    const { Group } = await aws.idp.send(new GetGroupCommand({ UserPoolId: one.Id, GroupName: 'readers' }));
    expect(Group?.Description).toBe('first');
  });

  it('is listed once over the pages, and not after it was deleted', async () => {
    const { Id } = await createPool();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const GroupName of names) await createGroup(Id, { GroupName });
    const found = await pages((token) => aws.idp.send(new ListGroupsCommand({ UserPoolId: Id, Limit: 2, ...token })));
    expect(found.map(({ Groups = [] }) => Groups.length)).toEqual([2, 2, 1]);
    expect(new Set(found.flatMap(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName)))).toEqual(
      new Set(names),
    );

    await aws.idp.send(new DeleteGroupCommand({ UserPoolId: Id, GroupName: 'a' }));
    const { Groups = [], NextToken } = await aws.idp.send(new ListGroupsCommand({ UserPoolId: Id, Limit: 0 }));
    expect(new Set(Groups.map(({ GroupName }) => GroupName))).toEqual(new Set(names.slice(1)));
    expect(NextToken).toBeUndefined();
    const gone = error('ResourceNotFoundException', 'Group not found.');
    expect(await failureOf(aws.idp.send(new GetGroupCommand({ UserPoolId: Id, GroupName: 'a' })))).toEqual(gone);
    expect(await failureOf(aws.idp.send(new DeleteGroupCommand({ UserPoolId: Id, GroupName: 'a' })))).toEqual(gone);
    await createGroup(Id, { GroupName: 'a' });
  });
});
