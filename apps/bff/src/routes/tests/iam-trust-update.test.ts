import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { faults, holdAfter, untilHeld } from '../../testing/harness.ts';
import { arnOf, type Iam, lost, seen, startIam, trust, wanted } from './iam-test-bed.ts';

let all: Iam;
beforeAll(async () => {
  all = await startIam();
});
afterAll(() => all.close());
beforeEach(() => faults(all));

describe('replacing the trust policy of a role', () => {
  let name: string;
  beforeEach(async () => {
    name = all.newName();
    await all.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: seen, Description: 'kept' }));
  });
  const update = (members: object = {}, roleName = name, by: Pick<Iam, 'call'> = all) =>
    by.call('PUT', all.local(`/roles/${encodeURIComponent(roleName)}/trust-policy`), {
      Arn: arnOf(roleName),
      expected: seen,
      AssumeRolePolicyDocument: wanted,
      ...members,
    });

  it('answers the role as it then is', async () => {
    const expected = JSON.stringify(JSON.parse(seen), undefined, 4);
    expect((await update({ expected })).body).toEqual({
      RoleName: name,
      Arn: arnOf(name),
      Path: '/',
      Description: 'kept',
      AssumeRolePolicyDocument: wanted,
    });
    expect(await all.trustOf(name)).toBe(wanted);
  });

  it('changes nothing where somebody changed it meanwhile', async () => {
    await update();
    const answer = await update({ AssumeRolePolicyDocument: trust('third') });
    expect(answer.body).toMatchObject({ status: 409, code: 'conflict' });
    expect(answer.body.detail).toMatch(/Somebody changed .* nothing was changed\. Reload/);
    expect((await update({ expected: 'no JSON' })).body.code).toBe('conflict');
    expect(await all.trustOf(name)).toBe(wanted);
  });

  it('changes nothing where the role was made anew', async () => {
    await all.iam.send(new DeleteRoleCommand({ RoleName: name }));
    await all.iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: seen, Path: '/other/' }));
    const answer = await update();
    expect(answer.body).toMatchObject({ status: 409, code: 'conflict' });
    expect(answer.body.detail).toContain(arnOf(name, '/other/'));
    expect(await all.trustOf(name)).toBe(seen);
  });

  it('of two that saw the same, one is refused; who waits too long is told', async () => {
    const answers = await Promise.all([update(), update({ AssumeRolePolicyDocument: trust('third') })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const now = { expected: await all.trustOf(name) };
    await all.within({ lockMs: 50 }, async (own) => {
      await faults(all, ...holdAfter(0, 'UpdateAssumeRolePolicy'));
      const first = update(now, name, own);
      await untilHeld(all);
      const waiting = await update(now, name, own);
      expect(waiting.body).toMatchObject({ status: 423, code: 'locked', detail: expect.stringContaining(name) });
      await faults(all);
      expect((await first).status).toBe(200);
    });
  });

  it('says that a role is not there (any more)', async () => {
    expect((await update({}, 'Missing')).body).toMatchObject({ status: 404, code: 'not_found' });
    expect((await update({}, 'no name')).body).toMatchObject({ status: 400, fields: { roleName: expect.any(Array) } });
  });

  it('refuses what is not a trust policy on its field', async () => {
    const answer = await update({ AssumeRolePolicyDocument: '{"Statement":[]' });
    expect(answer.body).toMatchObject({
      status: 400,
      code: 'invalid_input',
      fields: { AssumeRolePolicyDocument: [expect.any(String)] },
    });
    expect(await all.trustOf(name)).toBe(seen);
  });

  it('is not possible on a read-only connection', async () => {
    await all.call('PATCH', all.local(''), { readOnly: true });
    expect((await update()).body).toMatchObject({ status: 403, code: 'read_only' });
    await all.call('PATCH', all.local(''), { readOnly: false });
    expect(await all.trustOf(name)).toBe(seen);
  });

  it.each(['GetRole', 'UpdateAssumeRolePolicy'])('without permission for %s nothing is changed', async (operation) => {
    await faults(all, { operation, error: 'AccessDenied', status: 403, times: 1 });
    expect((await update()).body).toMatchObject({ status: 403, code: 'aws_denied' });
    expect(await all.trustOf(name)).toBe(seen);
  });

  it.each(lost)('a change that was made counts as made: %s', async (_, fault, timeouts) => {
    await faults(all, { operation: 'UpdateAssumeRolePolicy', ...fault });
    const answer = await all.within(timeouts, (own) => update({}, name, own));
    expect(answer.body).toMatchObject({ RoleName: name, AssumeRolePolicyDocument: wanted });
  });

  it('a change that did not arrive is unknown, and says what a look showed', async () => {
    await faults(all, { operation: 'UpdateAssumeRolePolicy', hang: true, times: 9 });
    const calls = [{ operation: 'UpdateAssumeRolePolicy', outcome: 'unknown' }];
    const answer = await all.within({ writeMs: 200 }, (own) => update({}, name, own));
    expect(answer.body).toMatchObject({ status: 504, code: 'outcome_unknown', calls });
    expect(answer.body.detail).toContain('without it');
    await faults(all, { operation: 'UpdateAssumeRolePolicy', error: 'ServiceFailure', status: 500, times: 9 });
    expect((await update()).body).toMatchObject({
      status: 504,
      code: 'outcome_unknown',
      awsError: 'ServiceFailureException',
      calls,
    });
  });
});
