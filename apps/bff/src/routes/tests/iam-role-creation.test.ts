import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { faults } from '../../testing/harness.ts';
import { arnOf, type Iam, lost, seen, startIam, trust, wanted } from './iam-test-bed.ts';

let all: Iam;
beforeAll(async () => {
  all = await startIam();
});
afterAll(() => all.close());
beforeEach(() => faults(all));

describe('creating a role', () => {
  const create = (members: object, by: Pick<Iam, 'call'> = all) =>
    by.call('POST', all.local('/roles'), { Path: '/', AssumeRolePolicyDocument: seen, ...members });
  const listed = async (name: string) =>
    (await all.call('GET', all.local('/roles'))).body.Roles.find(
      ({ RoleName }: { RoleName: string }) => RoleName === name,
    );

  it('answers the role as the list has it', async () => {
    const role = {
      RoleName: all.newName(),
      Path: '/cognito/',
      Description: 'For guests',
      AssumeRolePolicyDocument: seen,
    };
    const answer = await create(role);
    expect(answer.body).toEqual({ ...role, Arn: arnOf(role.RoleName, '/cognito/') });
    expect(await listed(role.RoleName)).toEqual(answer.body);
    const plain = await create({ RoleName: all.newName() });
    expect(await listed(plain.body.RoleName)).toEqual(plain.body);
  });

  it('refuses what is not the name or the path of a role on its field', async () => {
    const answer = await create({ RoleName: 'not a name', Path: 'x', Extra: 1 });
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_input' });
    expect(Object.keys(answer.body.fields).sort()).toEqual(['Extra', 'Path', 'RoleName']);
  });

  it.each([
    ['before', {}],
    ['at the same moment', { operation: 'GetRole', error: 'NoSuchEntity', status: 404, times: 1 }],
  ])('leaves a role alone that has the name %s', async (_, fault) => {
    const RoleName = all.newName();
    await create({ RoleName });
    if ('operation' in fault) await faults(all, fault);
    const answer = await create({ RoleName, AssumeRolePolicyDocument: wanted });
    expect(answer.body).toMatchObject({ status: 409, code: 'conflict', fields: { RoleName: [expect.any(String)] } });
    expect(answer.body.detail).toMatch(new RegExp(`${RoleName} .*nothing was created or changed`));
    expect(await all.trustOf(RoleName)).toBe(seen);
  });

  it('a double click makes one role, and says so', async () => {
    const RoleName = all.newName();
    const answers = await Promise.all([create({ RoleName }), create({ RoleName })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });

  it('refuses what is not a trust policy on its field', async () => {
    for (const AssumeRolePolicyDocument of ['nonsense', '{}', seen.replace('sts:', 's3:')]) {
      const RoleName = all.newName();
      const answer = await create({ RoleName, AssumeRolePolicyDocument });
      expect(answer.body).toMatchObject({
        status: 400,
        code: 'invalid_input',
        fields: { AssumeRolePolicyDocument: [expect.stringContaining('changed nothing')] },
      });
      expect(await all.roleOf(RoleName)).toBeUndefined();
    }
    const anyPool = await create({ RoleName: all.newName(), AssumeRolePolicyDocument: seen.replace(':aud', ':sub') });
    expect(anyPool.body.fields).toEqual({
      AssumeRolePolicyDocument: [
        expect.stringContaining('must have a condition on cognito-identity.amazonaws.com:aud'),
      ],
    });
    const tooLong = await create({ RoleName: all.newName(), AssumeRolePolicyDocument: trust('x'.repeat(3000)) });
    expect(tooLong.body).toMatchObject({ code: 'limit_exceeded' });
  });

  it('is not possible on a read-only connection', async () => {
    const RoleName = all.newName();
    await all.call('PATCH', all.local(''), { readOnly: true });
    expect((await create({ RoleName })).body).toMatchObject({ status: 403, code: 'read_only' });
    await all.call('PATCH', all.local(''), { readOnly: false });
    expect(await all.roleOf(RoleName)).toBeUndefined();
  });

  it('names what the credentials may not do', async () => {
    await faults(all, { operation: 'CreateRole', error: 'AccessDenied', status: 403, times: 9 });
    expect((await create({ RoleName: all.newName() })).body).toMatchObject({
      code: 'aws_denied',
      calls: [{ operation: 'CreateRole', outcome: 'failed' }],
    });
    await faults(all, { operation: 'GetRole', error: 'AccessDenied', status: 403, times: 9 });
    expect((await create({ RoleName: all.newName() })).status).toBe(200);
  });

  it.each(lost)('a role that was made counts as made: %s', async (_, fault, timeouts) => {
    const RoleName = all.newName();
    await faults(all, { operation: 'CreateRole', ...fault });
    const answer = await all.within(timeouts, (own) => create({ RoleName, Description: 'lost' }, own));
    expect(answer.body).toEqual(await listed(RoleName));
  });

  it('an outcome that a look can not tell is unknown', async () => {
    const RoleName = all.newName();
    const unclear = { status: 504, code: 'outcome_unknown', calls: [{ operation: 'CreateRole', outcome: 'unknown' }] };
    await faults(all, { operation: 'CreateRole', hang: true, times: 9 });
    const answer = await all.within({ writeMs: 200 }, (own) => create({ RoleName }, own));
    expect(answer.body).toMatchObject(unclear);
    expect(answer.body.detail).toContain(RoleName);
    await faults(
      all,
      { operation: 'CreateRole', error: 'ServiceFailure', status: 500, afterEffect: true, times: 1 },
      { operation: 'GetRole', error: 'AccessDenied', status: 403, times: 9 },
    );
    const unseen = await create({ RoleName });
    expect(unseen.body).toMatchObject({ ...unclear, awsError: 'EntityAlreadyExistsException' });
  });
});
