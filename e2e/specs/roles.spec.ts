import { GetIdentityPoolRolesCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { GetRoleCommand, type IAMClient, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

const lambda = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };

test('both roles are set, one chosen and one typed, and one is removed again', async ({ page, cognito, iam }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  const user = await roleWith(iam, 'shop-user', [poolTrust(IdentityPoolId, 'authenticated')]);
  const guest = await createRole(iam, 'shop-guest');
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await expect(page.getByText('No role: people who sign in get an identity, and no credentials.')).toBeVisible();
  await expect(page.getByText('Guest access is on, but guests get no credentials')).toBeVisible();
  await page.getByLabel('ARN of the authenticated role').fill('shop-us');
  await page.getByRole('option', { name: /^shop-user/ }).click();
  await expect(page.getByLabel('ARN of the authenticated role')).toHaveValue(user);
  await expect(page.getByText('lets in the signed-in users of this pool')).toBeVisible();
  await enter(page, 'guest', guest);
  await expect(page.getByText('The trust policy of shop-guest needs a look')).toBeVisible();
  const review = await startReview(page);
  await expect(review.getByText("shop-guest is open to more than this pool's users")).toBeVisible();
  await expect(review.getByText(/users of other identity pools, in any account/)).toBeVisible();
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  const set = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(set.Roles).toEqual({ authenticated: user, unauthenticated: guest });

  await page.getByRole('button', { name: 'Remove guest role' }).click();
  const removal = await startReview(page);
  await expect(removal.getByText('Guests get no credentials any more, although guest access stays on.')).toBeVisible();
  await removal.getByRole('button', { name: 'Save changes' }).click();
  await expect(removal).toBeHidden();
  const left = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(left.Roles).toEqual({ authenticated: user });
});

test('a new role trusts the pool, and is chosen', async ({ page, cognito, iam }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop EU');
  await createRole(iam, 'taken');
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await page.getByRole('button', { name: 'Create role for guests' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create role' });
  await expect(dialog.getByLabel('Role name')).toHaveValue('Shop-EU-guest');
  await dialog.getByLabel('Role name').fill('taken');
  await dialog.getByRole('button', { name: 'Create role' }).click();
  await expect(dialog.getByText('The account has a role with this name already.')).toBeVisible();
  await dialog.getByLabel('Role name').fill('Shop-EU-guest');
  await dialog.getByRole('button', { name: 'AWS call' }).click();
  await expect(dialog.getByText(/aws iam create-role/)).toContainText('/cognito-pools/');
  await dialog.getByRole('button', { name: 'Create role' }).click();
  await expectNotice(page, /It has no permissions yet/);
  await expect(page.getByLabel('ARN of the guest role')).toHaveValue(/:role\/cognito-pools\/Shop-EU-guest$/);
  await expect(page.getByText('lets in the guests of this pool')).toBeVisible();
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'Shop-EU-guest' }));
  expect(Role?.Path).toBe('/cognito-pools/');
  expect(await trustOf(iam, 'Shop-EU-guest')).toEqual([poolTrust(IdentityPoolId, 'unauthenticated')]);
  const review = await startReview(page);
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop EU.');
  const { Roles } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(Roles).toEqual({ unauthenticated: Role?.Arn });
});

test('a wrong trust policy is mended without loss, even where somebody else changes it meanwhile', async ({
  page,
  cognito,
  iam,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  const arn = await roleWith(iam, 'worker', [lambda]);
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await enter(page, 'authenticated', arn);
  await expect(page.getByText('The trust policy of worker keeps signed-in users out')).toBeVisible();
  const review = await startReview(page);
  await expect(review.getByText('Signed-in users get no credentials with worker')).toBeVisible();
  await review.getByRole('button', { name: 'Back to editing' }).click();

  await page.getByRole('button', { name: 'Apply to the role' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the trust policy of worker' });
  await expect(dialog.getByText(/aws iam update-assume-role-policy/)).toBeVisible();
  const theirs = { ...lambda, Principal: { Service: 'ecs-tasks.amazonaws.com' } };
  await setTrust(iam, 'worker', [lambda, theirs]);
  await dialog.getByRole('button', { name: 'Apply to the role' }).click();
  await expect(dialog.getByText('The role was changed meanwhile')).toBeVisible();
  expect(await trustOf(iam, 'worker')).toEqual([lambda, theirs]);
  await expect(dialog.getByRole('group', { name: 'change of the trust policy of worker' })).toContainText('ecs-tasks');
  await dialog.getByRole('button', { name: 'Apply to the role' }).click();
  await expectNotice(page, /^Changed the trust policy of worker/);
  await expect(page.getByText('lets in the signed-in users of this pool')).toBeVisible();
  expect(await trustOf(iam, 'worker')).toEqual([lambda, theirs, poolTrust(IdentityPoolId, 'authenticated')]);
  // What was chosen is still there.
  await expect(page.getByLabel('ARN of the authenticated role')).toHaveValue(arn);
});

test('a trust policy that one may not change stays, and the dialog says so', async ({
  page,
  cognito,
  iam,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  const arn = await roleWith(iam, 'worker', [lambda]);
  await control('PUT', 'faults', {
    rules: [{ operation: 'UpdateAssumeRolePolicy', error: 'AccessDenied', status: 403, times: 100 }],
  });
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await enter(page, 'authenticated', arn);
  await page.getByRole('button', { name: 'Apply to the role' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the trust policy of worker' });
  await dialog.getByRole('button', { name: 'Apply to the role' }).click();
  await expect(dialog.getByText('The trust policy was not changed')).toBeVisible();
  await expect(dialog.getByText(/give it to somebody who may change roles/)).toBeVisible();
  expect(await trustOf(iam, 'worker')).toEqual([lambda]);
});

test('a role that AWS refuses changes nothing', async ({ page, cognito, iam }) => {
  const user = await createRole(iam, 'user');
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: user } }));
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await enter(page, 'authenticated', user.replace(/:\d{12}:/, ':999999999999:'));
  await expect(page.getByText(/AWS refuses roles of other accounts\.$/)).toBeVisible();
  await enter(page, 'authenticated', 'arn:aws:iam::123:role/worker');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByText(/This is not the ARN of an IAM role/)).toBeVisible();
  await enter(page, 'authenticated', `${user}-gone`);
  await expect(page.getByText('user-gone is not among the roles of the account')).toBeVisible();
  const review = await startReview(page);
  await expect(review.getByText('AWS will probably refuse')).toBeVisible();
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expect(review.getByText('The changes were not saved')).toBeVisible();
  await review.getByRole('button', { name: 'Back to editing' }).click();
  await expect(page.getByLabel('ARN of the authenticated role')).toHaveValue(`${user}-gone`);
  const { Roles } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(Roles).toEqual({ authenticated: user });
});

test('a protected pool keeps its roles', async ({ page, cognito, iam }) => {
  const user = await createRole(iam, 'user');
  const IdentityPoolId = await createPool(cognito, 'Shop', { IdentityPoolTags: { 'console:protected': 'true' } });
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await expect(page.getByText(/can be looked at and tried here, but not saved/)).toBeVisible();
  await enter(page, 'authenticated', user);
  const review = await startReview(page);
  await expect(review.getByText(/This pool is protected: its roles/)).toBeVisible();
  await expect(review.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  const { Roles = {} } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(Roles).toEqual({});
});

test('without the list of roles one types; an edit that another one overtook is shown beside it', async ({
  page,
  cognito,
  iam,
  control,
}) => {
  const [mine, theirs] = [await createRole(iam, 'mine'), await createRole(iam, 'theirs')];
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await control('PUT', 'faults', {
    rules: [{ operation: 'ListRoles', error: 'AccessDenied', status: 403, times: 100 }],
  });
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  await enter(page, 'authenticated', mine);
  await expect(page.getByText('The trust policy was not checked', { exact: true })).toBeVisible();
  const review = await startReview(page);
  await expect(review.getByText('The trust policies of the roles were not checked')).toBeVisible();
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated: theirs } }));
  await review.getByRole('button', { name: 'Save changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  await expect(stale.getByRole('row', { name: /Authenticated role/ })).toContainText(theirs);
  await stale.getByRole('button', { name: 'Review all of mine' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  const { Roles } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(Roles).toEqual({ authenticated: mine });
});

test('roles that may not be read close what needs them, and nothing else', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  const rule = { operation: 'GetIdentityPoolRoles', error: 'AccessDeniedException', times: 1000 };
  await control('PUT', 'faults', { rules: [rule] });
  for (const path of [paths.poolRoles('local', IdentityPoolId), paths.poolRoleMappings('local', IdentityPoolId)]) {
    await page.goto(path);
    await expect(page.getByText("The roles can't be read")).toBeVisible();
    await expect(page.getByText(/Ask for cognito-identity:GetIdentityPoolRoles/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Review changes' })).toBeHidden();
  }
  await page.goto(paths.pool('local', IdentityPoolId));
  await expect(page.getByText("The roles can't be read")).toBeVisible();
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Store');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Store.');
});

async function enter(page: Page, kind: 'authenticated' | 'guest', arn: string): Promise<void> {
  await page.getByLabel(`ARN of the ${kind} role`).fill(arn);
  await page.keyboard.press('Escape');
}

async function startReview(page: Page) {
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review).toBeVisible();
  return review;
}

/** The statement that lets in one kind of a pool's users, as AWS documents it. */
function poolTrust(poolId: string, kind: 'authenticated' | 'unauthenticated') {
  return {
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': poolId },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind },
    },
  };
}

async function roleWith(iam: IAMClient, name: string, statements: readonly object[]): Promise<string> {
  const arn = await createRole(iam, name);
  await setTrust(iam, name, statements);
  return arn;
}

function setTrust(iam: IAMClient, RoleName: string, Statement: readonly object[]) {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  return iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
}

async function trustOf(iam: IAMClient, RoleName: string): Promise<unknown> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const policy = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')) as { Statement: unknown };
  return policy.Statement;
}

test('the bare name of a role becomes its ARN', async ({ page, cognito, iam }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  const arn = await createRole(iam, 'ShopUser', IdentityPoolId);
  await page.goto(paths.poolRoles('local', IdentityPoolId));
  const role = page.getByLabel('ARN of the authenticated role');
  await role.click();
  await expect(page.getByRole('option', { name: /ShopUser/ })).toBeVisible();
  await role.fill('shopuser');
  await page.keyboard.press('Escape');
  await role.blur();
  await expect(role).toHaveValue(arn);
});
