import {
  type CognitoIdentityClient,
  GetIdentityPoolRolesCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';
const key = `${userPool}:client1`;
const google = 'accounts.google.com';
const providers = {
  CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'client1', ServerSideTokenCheck: false }],
  SupportedLoginProviders: { [google]: 'app1' },
};
const byToken: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };

test('rules of every match type are entered, put in order by mouse and keyboard, tried and saved', async ({
  page,
  cognito,
  iam,
}) => {
  const [users, staff] = [await createRole(iam, 'users'), await createRole(iam, 'staff')];
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated: users }, { [google]: byToken });
  await page.goto(paths.poolRoleMappings('local', IdentityPoolId));
  await page.getByRole('link', { name: /us-east-1_AbCdEfGhI/ }).click();
  await expect(page.getByText('Gets the role users: the default').first()).toBeVisible();
  await page.getByRole('radio', { name: /^A role chosen by rules/ }).check();
  await addRule(page, 1, 'cognito:groups', 'Equals', 'admins', staff);
  await addRule(page, 2, 'custom:tier', 'NotEqual', 'free', staff);
  await addRule(page, 3, 'email', 'StartsWith', 'ada@', staff);
  await addRule(page, 4, 'cognito:username', 'Contains', 'ada', users);
  await expect(page.getByText('(4 of 25)')).toBeVisible();
  await expect(rule(page, 2).getByText(/Users can set custom:tier themselves/)).toBeVisible();

  // By the buttons, which keep the focus, and by the handle.
  await rule(page, 4).getByRole('button', { name: 'Move Rule 4 up' }).press('Enter');
  await expect(rule(page, 3).getByRole('button', { name: 'Move Rule 3 up' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(rule(page, 2).getByLabel('Claim')).toHaveValue('cognito:username');
  await page.getByRole('button', { name: 'Drag rule' }).nth(3).focus();
  for (const [press, announced] of [
    ['Space', 'Picked up rule 4 of 4.'],
    ['ArrowUp', 'Now at position 3 of 4.'],
    ['Space', 'Rule 4 is now rule 3.'],
  ] as const) {
    await page.keyboard.press(press);
    await expect(page.getByText(announced)).toBeAttached();
  }
  await expect(rule(page, 3).getByLabel('Claim')).toHaveValue('email');

  // By the mouse, while the handle of another rule has the focus.
  await page.getByRole('button', { name: 'Drag rule' }).nth(2).hover();
  await page.mouse.down();
  const below = await rule(page, 4).boundingBox();
  // The handle stands at the top of its rule: there it is where the other one's handle was.
  await page.mouse.move(below?.x ?? 0, (below?.y ?? 0) + 20, { steps: 10 });
  await page.mouse.up();
  await expect(rule(page, 4).getByLabel('Claim')).toHaveValue('email');
  await page.getByRole('radio', { name: /^Use the authenticated role/ }).check();

  await expect(page.getByText('Gets the role staff: rule 1 matches').first()).toBeVisible();
  await rule(page, 1).getByLabel('Value').fill('owners');
  await expect(page.getByText('Gets the role users: rule 2 matches').first()).toBeVisible();
  const way = page.getByRole('list', { name: 'Way to the role' });
  await expect(way.getByText('Not matched: cognito:groups is "admins".')).toBeVisible();
  await expect(way.getByText('Not reached.')).toHaveCount(2);

  await reviewAndSave(page);
  const ruled = (Claim: string, MatchType: string, Value: string, RoleARN: string) => ({
    Claim,
    MatchType,
    Value,
    RoleARN,
  });
  expect(await readRoles(cognito, IdentityPoolId)).toEqual({
    Roles: { authenticated: users },
    RoleMappings: {
      [google]: byToken,
      [key]: {
        Type: 'Rules',
        AmbiguousRoleResolution: 'AuthenticatedRole',
        RulesConfiguration: {
          Rules: [
            ruled('cognito:groups', 'Equals', 'owners', staff),
            ruled('cognito:username', 'Contains', 'ada', users),
            ruled('custom:tier', 'NotEqual', 'free', staff),
            ruled('email', 'StartsWith', 'ada@', staff),
          ],
        },
      },
    },
  });
});

test('the role of the token with either fallback is saved, and the default role removes the mapping', async ({
  page,
  cognito,
  iam,
}) => {
  const authenticated = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated }, {});
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
  await page.getByRole('radio', { name: /^The role that the token names/ }).check();
  await reviewAndSave(page);
  const saved = async () => (await readRoles(cognito, IdentityPoolId)).RoleMappings;
  expect(await saved()).toEqual({ [key]: byToken });
  await dismissNotice(page);
  await page.getByRole('radio', { name: /^Use the authenticated role/ }).check();
  await reviewAndSave(page);
  expect(await saved()).toEqual({ [key]: { ...byToken, AmbiguousRoleResolution: 'AuthenticatedRole' } });
  await dismissNotice(page);
  await page.getByRole('radio', { name: /^The default role/ }).check();
  await reviewAndSave(page);
  expect(await readRoles(cognito, IdentityPoolId)).toEqual({ Roles: { authenticated }, RoleMappings: {} });
});

test('what was entered wrong is said on its field, and 25 rules are enough', async ({ page, cognito, iam }) => {
  const role = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated: role }, { [key]: rulesOf(24, role) });
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
  await rule(page, 24).getByRole('button', { name: 'Duplicate Rule 24' }).click();
  await expect(rule(page, 25).getByText(/rule 24 asks the same/)).toBeVisible();
  const add = page.getByRole('button', { name: 'Add rule' });
  await expect(add).toHaveAttribute('aria-disabled', 'true');
  await add.focus();
  await expect(page.getByText(/AWS takes at most 25 rules/).filter({ visible: true })).toBeVisible();
  await rule(page, 25).getByLabel('Claim').fill('my claim');
  await page.keyboard.press('Escape');
  await rule(page, 25).getByLabel('Value').fill('');
  await rule(page, 25).getByRole('combobox', { name: /^Role/ }).fill('arn:aws:iam::123456789012:user/bob');
  await page.getByRole('button', { name: 'Review changes' }).click();
  for (const message of [/A claim has no spaces/, 'Enter the value.', /not the ARN of an IAM role/]) {
    await expect(rule(page, 25).getByText(message)).toBeVisible();
  }
  await expect(page.getByRole('dialog')).toBeHidden();
  await rule(page, 25).getByRole('button', { name: 'Remove Rule 25' }).click();
  await expect(add).toBeFocused();
  await expect(add).not.toHaveAttribute('aria-disabled', 'true');
});

test('the simulator tries tokens, claims, guests and developer identities', async ({ page, cognito, iam, control }) => {
  const [users, staff] = [await createRole(iam, 'users'), await createRole(iam, 'staff')];
  const guests = await createRole(iam, 'guests');
  const IdentityPoolId = await createPool(cognito, 'Shop', { ...providers, AllowUnauthenticatedIdentities: true });
  await setRoles(
    cognito,
    IdentityPoolId,
    { authenticated: users, unauthenticated: guests },
    { [key]: { ...rulesOf(1, staff), AmbiguousRoleResolution: 'Deny' } },
  );
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
  const claims = page.getByRole('textbox', { name: 'Claims of the token (JSON)' });
  const outcome = page.getByRole('list', { name: 'Way to the role' }).getByRole('listitem').last();
  await claims.fill('{"cognito:groups": ["g0"]}');
  await expect(outcome).toContainText('Gets the role staff: rule 1 matches');
  await page.getByRole('button', { name: 'Keep as example' }).click();
  await page.getByLabel('Name of the example').fill('Staff');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await claims.fill('{"cognito:groups": ["g0"');
  await expect(page.getByText(/^This is not JSON/).first()).toBeVisible();
  await expect(outcome).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: /^Example/ }).click();
  await page.getByRole('option', { name: 'Staff' }).click();
  await expect(outcome).toContainText('Gets the role staff');
  await page.getByRole('button', { name: 'Delete example Staff' }).click();
  await expect(page.getByRole('button', { name: 'Delete example Staff' })).toBeHidden();

  const { token } = (await control('POST', 'login-tokens', {
    provider: userPool,
    claims: { sub: 'ada', aud: 'client1', 'cognito:groups': ['none'] },
  })) as { token: string };
  await claims.fill(`Bearer ${token}`);
  // Its claims take its place: a token is neither shown nor kept.
  await expect(claims).toHaveValue(/"cognito:groups": \[\n\s+"none"/);
  await expect(outcome).toContainText('Gets no credentials: no role was found');
  await expect(page.getByText('Not matched: cognito:groups is "none".')).toBeVisible();
  await claims.fill('nonsense');
  await expect(page.getByText(/^This is not a JWT/).first()).toBeVisible();

  await choose(page, /^A guest/);
  await expect(outcome).toContainText('Gets the role guests');
  await choose(page, /^A developer identity/);
  await expect(outcome).toContainText('the pool has no developer provider');
});

test('24 rules have one line each in a wide window, and in a narrow one the result and the review stay in sight', async ({
  page,
  cognito,
  iam,
}) => {
  const role = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated: role }, { [key]: rulesOf(24, role) });
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
  await page.getByRole('textbox', { name: 'Claims of the token (JSON)' }).fill('{"cognito:groups": "g3"}');
  const outcome = 'Gets the role users: rule 4 matches';
  await expect(page.getByText(outcome).first()).toBeVisible();
  const topOf = async (name: RegExp | string) =>
    (await rule(page, 2).getByLabel(name, { exact: true }).boundingBox())?.y;
  expect(await topOf('Role')).toBe(await topOf('Claim'));
  const folded = page.getByRole('button', { name: '20 rules not reached' });
  await expect(page.getByText('Not reached.').first()).toBeHidden();
  await folded.click();
  await expect(page.getByText('Not reached.').first()).toBeVisible();

  await page.setViewportSize({ width: 1024, height: 768 });
  expect(await topOf('Role')).not.toBe(await topOf('Claim'));
  await rule(page, 2).getByLabel('Value').fill('g3');
  await expect(page.getByRole('button', { name: 'Review changes' })).toBeInViewport();
  const line = page.getByText(/Gets the role users: rule 2 matches .*Simulator/);
  await expect(line).toBeInViewport();
  await line.getByRole('button', { name: 'Go to the simulator' }).click();
  await expect(page.getByRole('heading', { name: 'Simulator' })).toBeInViewport();
});

test('the review of 24 rules shows the one that changes, with all that the form warns of', async ({
  page,
  cognito,
  iam,
}) => {
  const role = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated: role }, { [key]: rulesOf(24, role) });
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
  await rule(page, 7).getByLabel('Claim').fill('custom:department');
  await page.keyboard.press('Escape');
  await rule(page, 7).getByLabel('Value').fill('g66');
  await expect(rule(page, 7).getByText(/Users can set custom:department themselves/)).toBeVisible();
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  const rows = review.getByRole('table', { name: 'Changes' }).getByRole('row');
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('Rule 7');
  await expect(rows.last().getByRole('deletion')).toHaveText(['cognito', 'groups']);
  await expect(rows.last().getByRole('insertion')).toHaveText(['custom', 'department', '6']);
  await expect(review.getByText(/^Rule 7: Users can set custom:department themselves/)).toBeVisible();
  const same = review.getByRole('list', { name: /^Unchanged in Role mapping/ });
  await expect(same).toBeHidden();
  await review.getByRole('button', { name: /^Unchanged in Role mapping .* \(23 rules\)$/ }).click();
  await expect(same.getByRole('listitem')).toHaveCount(24);
  await expect(review.getByRole('group', { name: 'AWS CLI command for SetIdentityPoolRoles' })).toBeHidden();
  await review.getByRole('button', { name: 'Back to editing' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await rule(page, 3).getByRole('button', { name: 'Move Rule 3 up' }).click();
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('Moved');
});

test('a mapping that somebody else changed meanwhile is not overwritten, and a refused save says so', async ({
  page,
  cognito,
  iam,
  control,
}) => {
  const authenticated = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated }, { [key]: byToken });
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, key));
  await page.getByRole('radio', { name: /^Use the authenticated role/ }).check();
  await setRoles(cognito, IdentityPoolId, { authenticated }, { [key]: rulesOf(1, authenticated) });
  await page.getByRole('button', { name: 'Review changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  await expect(stale.getByText('Conflict').first()).toBeVisible();
  await stale.getByRole('button', { name: 'Review all of mine' }).click();
  await control('PUT', 'faults', { rules: [{ operation: 'SetIdentityPoolRoles', error: 'NotAuthorizedException' }] });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes were not saved')).toBeVisible();
  expect((await readRoles(cognito, IdentityPoolId)).RoleMappings?.[key]?.Type).toBe('Rules');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  expect((await readRoles(cognito, IdentityPoolId)).RoleMappings?.[key]).toEqual({
    ...byToken,
    AmbiguousRoleResolution: 'AuthenticatedRole',
  });
});

test('mappings of a provider that is gone are explained and removed', async ({ page, cognito, iam }) => {
  const authenticated = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await setRoles(cognito, IdentityPoolId, { authenticated }, { [key]: byToken, [google]: byToken });
  const pool = { IdentityPoolId, IdentityPoolName: 'Shop', AllowUnauthenticatedIdentities: false };
  const { CognitoIdentityProviders } = providers;
  await cognito.send(new UpdateIdentityPoolCommand({ ...pool, CognitoIdentityProviders, AllowClassicFlow: false }));
  await page.goto(paths.poolRoleMapping('local', IdentityPoolId, google));
  await expect(page.getByText('The provider of this mapping is gone')).toBeVisible();
  await page.getByRole('link', { name: 'All role mappings' }).click();
  await expect(page.getByRole('list', { name: 'Mappings without a provider' })).toContainText(google);
  await page.getByRole('button', { name: 'Remove this mapping' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('list', { name: 'Mappings without a provider' })).toBeHidden();
  expect((await readRoles(cognito, IdentityPoolId)).RoleMappings).toEqual({ [key]: byToken });
});

function rule(page: Page, position: number) {
  return page.getByRole('group', { name: `Rule ${position}`, exact: true });
}

async function addRule(page: Page, position: number, claim: string, match: string, value: string, role: string) {
  await page.getByRole('button', { name: 'Add rule' }).click();
  await rule(page, position).getByLabel('Claim').fill(claim);
  await page.keyboard.press('Escape');
  await rule(page, position)
    .getByRole('button', { name: /^Match type/ })
    .click();
  await page.getByRole('option', { name: match }).click();
  await rule(page, position).getByLabel('Value').fill(value);
  await rule(page, position).getByRole('combobox', { name: /^Role/ }).fill(role);
  await page.keyboard.press('Escape');
  await expect(rule(page, position).getByText('Choose a role or enter its ARN.')).toBeHidden();
}

async function choose(page: Page, way: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Try / }).click();
  await page.getByRole('option', { name: way }).click();
}

async function reviewAndSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
}

/** So that the next notice is a new one. Good news goes by itself, too. */
async function dismissNotice(page: Page): Promise<void> {
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  await expect(async () => {
    if (await dismiss.isVisible()) await dismiss.click({ timeout: 500 });
    await expect(dismiss).toBeHidden({ timeout: 500 });
  }).toPass();
}

function rulesOf(count: number, RoleARN: string): RoleMapping {
  const Rules = Array.from({ length: count }, (_, index) => ({
    Claim: 'cognito:groups',
    MatchType: 'Equals' as const,
    Value: `g${index}`,
    RoleARN,
  }));
  return { Type: 'Rules', AmbiguousRoleResolution: 'AuthenticatedRole', RulesConfiguration: { Rules } };
}

async function setRoles(
  cognito: CognitoIdentityClient,
  IdentityPoolId: string,
  Roles: Record<string, string>,
  RoleMappings: Record<string, RoleMapping>,
): Promise<void> {
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
}

async function readRoles(cognito: CognitoIdentityClient, IdentityPoolId: string) {
  const { Roles, RoleMappings = {} } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  return { Roles, RoleMappings };
}
