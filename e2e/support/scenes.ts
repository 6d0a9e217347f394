import { expect, type Page } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

/** What a scene may use besides its page. */
export interface Stage {
  readonly page: Page;
  /** A pool of the sample data with everything set. */
  readonly poolId: string;
  readonly control: (method: 'POST' | 'PUT', name: string, body: unknown) => Promise<unknown>;
  /** Renames a pool through the API, as another person would. */
  readonly renameElsewhere: (poolId: string, name: string) => Promise<void>;
}

type Scene = readonly [name: string, set: (stage: Stage) => Promise<void>];

const list = paths.pools('local');
const role = 'arn:aws:iam::123456789012:role/HarbourMobileUser';

/** Every page and dialog with sample data, in an order in which each begins from what the one before left. */
export const scenes: readonly Scene[] = [
  ['pool-list', ({ page }) => open(page, list, /Identity pools/)],
  [
    'pool-list-filter',
    async ({ page }) => {
      await page.getByRole('combobox', { name: 'Find identity pools' }).fill('harbour');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: /Identity pools/ })).toContainText('(2/');
    },
  ],
  [
    'pool-list-no-match',
    async ({ page }) => {
      await page.getByRole('combobox', { name: 'Find identity pools' }).fill('nothing like it');
      await page.keyboard.press('Enter');
      await expect(page.getByText('No match')).toBeVisible();
    },
  ],
  [
    'pool-list-unreadable',
    async ({ page, control }) => {
      const rule = { operation: 'DescribeIdentityPool', error: 'NotAuthorizedException', times: 2 };
      await control('PUT', 'faults', { rules: [rule] });
      await open(page, list, /Identity pools/);
      await expect(page.getByText('Not readable').first()).toBeVisible();
    },
  ],
  [
    'pool-list-error',
    async ({ page, control }) => {
      const rule = { operation: 'ListIdentityPools', error: 'NotAuthorizedException', times: 100 };
      await control('PUT', 'faults', { rules: [rule] });
      await page.goto(list);
      await expect(page.getByText('The identity pools could not be loaded')).toBeVisible();
      await page.getByRole('button', { name: 'Details' }).click();
      await control('PUT', 'faults', { rules: [] });
    },
  ],
  [
    'help',
    async ({ page }) => {
      await open(page, list, /Identity pools/);
      await page.getByRole('button', { name: 'Open help' }).click();
      await expect(page.getByRole('heading', { name: 'Learn more at AWS' })).toBeVisible();
    },
  ],
  [
    'create-1-name',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Close help' }).click();
      await open(page, paths.poolCreate('local'), 'Name and access');
      await page.getByLabel('Identity pool name').fill('lighthouse-web');
      await page.getByRole('checkbox', { name: 'Give guests credentials' }).check();
    },
  ],
  ['create-2-providers-empty', ({ page }) => next(page, 'Identity providers')],
  [
    'create-2-providers',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Add user pool' }).click();
      await page
        .getByLabel('Provider name', { exact: true })
        .fill('cognito-idp.us-east-1.amazonaws.com/us-east-1_Light');
      await page.getByLabel('App client ID').fill('5k2lighthouseclient');
      await page.getByLabel('Google: Client ID').fill('1234-lighthouse.apps.googleusercontent.com');
      await page.getByRole('button', { name: 'Add OIDC provider' }).click();
      await page.getByLabel('ARN of the OIDC provider').fill('arn:aws:iam::123456789012:oidc-provider/id.example.com');
      await page.getByLabel('Developer provider name').fill('login.lighthouse');
    },
  ],
  [
    'create-3-roles',
    async ({ page }) => {
      await next(page, 'Roles');
      await page.getByLabel(/Authenticated role/).fill(role);
      await page.keyboard.press('Escape');
    },
  ],
  [
    'create-4-tags',
    async ({ page }) => {
      await next(page, 'Tags');
      await page.getByRole('button', { name: 'Add tag' }).click();
      await page.getByLabel('Key').fill('team');
      await page.getByLabel(/^Value/).fill('web');
    },
  ],
  [
    'create-5-review',
    async ({ page }) => {
      await next(page, 'Review and create');
      await page.getByRole('button', { name: 'AWS CLI commands' }).click();
    },
  ],
  [
    'create-leave',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Cancel' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ],
  [
    'create-unfinished',
    async ({ page, control }) => {
      await page.getByRole('button', { name: 'Stay' }).click();
      await control('PUT', 'faults', {
        rules: [{ operation: 'SetIdentityPoolRoles', error: 'NotAuthorizedException' }],
      });
      await page.getByRole('button', { name: 'Create identity pool' }).click();
      await expect(page.getByRole('heading', { name: 'The pool was created, its roles were not set' })).toBeVisible();
    },
  ],
  ['overview', ({ page, poolId }) => open(page, paths.pool('local', poolId), 'harbour-mobile-app')],
  [
    'properties',
    async ({ page, poolId }) => {
      await open(page, paths.poolProperties('local', poolId), 'harbour-mobile-app');
      await page.getByLabel('Identity pool name').fill('harbour-mobile');
      await page.getByRole('checkbox', { name: 'Allow the classic flow' }).check();
    },
  ],
  [
    'properties-review',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByRole('dialog', { name: 'Review changes' })).toBeVisible();
    },
  ],
  [
    'properties-stale',
    async ({ page, poolId, renameElsewhere }) => {
      await renameElsewhere(poolId, 'harbour-mobile-app-2');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByRole('dialog', { name: 'The pool was changed while you edited it' })).toBeVisible();
    },
  ],
  [
    'properties-save-failed',
    async ({ page, control }) => {
      await control('PUT', 'faults', { rules: [{ operation: 'UpdateIdentityPool', error: 'NotAuthorizedException' }] });
      await page.getByRole('button', { name: 'Save mine' }).click();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText('The changes were not saved')).toBeVisible();
    },
  ],
  [
    'properties-saved',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText('Saved harbour-mobile.')).toBeVisible();
    },
  ],
  [
    'roles',
    async ({ page, poolId }) => {
      await open(page, paths.poolRoles('local', poolId), /harbour-mobile/);
      await expect(page.getByText(/lets in the signed-in users of this pool/)).toBeVisible();
    },
  ],
  [
    'roles-picker',
    async ({ page }) => {
      await page.getByLabel('ARN of the authenticated role').click();
      await expect(page.getByText('Other roles')).toBeVisible();
    },
  ],
  [
    'roles-wrong-trust',
    async ({ page }) => {
      await page.getByLabel('ARN of the authenticated role').fill(role.replace('User', 'Guest'));
      await page.keyboard.press('Escape');
      await page.getByLabel('ARN of the guest role').fill(`${role}-gone`);
      await page.keyboard.press('Escape');
      await expect(page.getByText(/keeps signed-in users out/)).toBeVisible();
    },
  ],
  [
    'roles-apply-trust',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Apply to the role' }).click();
      await expect(page.getByText(/aws iam update-assume-role-policy/)).toBeVisible();
    },
  ],
  [
    'roles-create',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Create role for guests' }).click();
      await expect(page.getByRole('dialog', { name: 'Create role' })).toBeVisible();
    },
  ],
  [
    'roles-review',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByText('AWS will probably refuse')).toBeVisible();
    },
  ],
  [
    'delete-pool',
    async ({ page, poolId }) => {
      await open(page, paths.pool('local', poolId), 'harbour-mobile');
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(page.getByText(/Its identities/)).toBeVisible();
    },
  ],
  ['role-mappings', ({ page, poolId }) => open(page, paths.poolRoleMappings('local', poolId), 'harbour-mobile')],
  [
    'role-mapping-default',
    async ({ page, poolId }) => {
      await open(page, paths.poolRoleMapping('local', poolId, 'accounts.google.com'), 'harbour-mobile');
      await expect(page.getByText(/^Gets the role/).first()).toBeVisible();
    },
  ],
  [
    'role-mapping-rules',
    async ({ page, poolId }) => {
      await open(page, paths.poolRoleMappings('local', poolId), 'harbour-mobile');
      await page
        .getByRole('row', { name: /User pool/ })
        .getByRole('link')
        .click();
      for (const [index, claim, value] of [
        [2, 'custom:department', 'dock'],
        [3, 'cognito:groups', 'admins'],
        [4, 'cognito:groups', 'staff-of-the-harbour'],
      ] as const) {
        await page.getByRole('button', { name: 'Add rule' }).click();
        const rule = page.getByRole('group', { name: `Rule ${index}`, exact: true });
        await rule.getByLabel('Claim').fill(claim);
        await rule.getByLabel('Value').fill(value);
        await rule.getByLabel('Role', { exact: true }).fill(role);
        await page.keyboard.press('Escape');
      }
      await expect(page.getByText(/Gets the role HarbourMobileUser: rule 3/).first()).toBeVisible();
    },
  ],
  [
    'role-mapping-refused',
    async ({ page }) => {
      await page
        .getByRole('textbox', { name: 'Claims of the token (JSON)' })
        .fill('{"sub": "ada", "custom:department": "sales"}');
      await page.getByRole('radio', { name: /^Refuse/ }).check();
      await expect(page.getByText(/^Gets no credentials/).first()).toBeVisible();
    },
  ],
  [
    'role-mapping-errors',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Add rule' }).click();
      await page.getByRole('textbox', { name: 'Claims of the token (JSON)' }).fill('{"sub": ');
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByText('Enter the claim.')).toBeVisible();
    },
  ],
  [
    'role-mapping-review',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Remove Rule 5' }).click();
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByRole('dialog', { name: 'Review changes' })).toBeVisible();
    },
  ],
  [
    'role-mapping-saved',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText('Saved harbour-mobile').first()).toBeVisible();
    },
  ],
  [
    'identities',
    async ({ page, poolId }) => {
      await open(page, paths.poolIdentities('local', poolId), 'harbour-mobile');
      await page
        .getByRole('checkbox', { name: /^Choose us-east-1/ })
        .nth(1)
        .check();
      await page
        .getByRole('checkbox', { name: /^Choose us-east-1/ })
        .nth(2)
        .check();
    },
  ],
  [
    'identities-panel',
    async ({ page }) => {
      await page
        .getByRole('button', { name: /^Show us-east-1/ })
        .first()
        .click();
      await expect(page.getByRole('region', { name: 'Identity' })).toContainText('Kind');
    },
  ],
  [
    'identities-delete',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Delete identities' }).click();
      await page.getByLabel('Type 2 to confirm').fill('2');
    },
  ],
  [
    'identities-deleted',
    async ({ page, control }) => {
      await control('PUT', 'faults', {
        rules: [{ operation: 'DeleteIdentities', unprocessed: 'InternalServerError' }],
      });
      await page.getByRole('button', { name: 'Delete 2 identities' }).click();
      await expect(page.getByRole('dialog', { name: 'Result of the deletion' })).toBeVisible();
    },
  ],
  [
    'pool-not-found',
    ({ page }) => open(page, paths.pool('local', `us-east-1:${crypto.randomUUID()}`), /does not exist/),
  ],
  ['not-found', ({ page }) => open(page, '/connections/local/nonsense', 'There is no such page')],
  ['unknown-connection', ({ page }) => open(page, '/connections/nowhere/pools', /There is no connection .nowhere/)],
  ['connection-missing', ({ page }) => openBroken(page, 'profile-empty')],
  ['connection-expired', ({ page }) => openBroken(page, 'profile-work-dev')],
  [
    'connection-switcher',
    async ({ page }) => {
      await page.getByRole('button', { name: /^Connection:/ }).click();
      await expect(page.getByRole('menuitemcheckbox').first()).toBeVisible();
    },
  ],
  [
    'connection-turn-on',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Turn on editing' }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ],
  [
    'session-ended',
    async ({ page }) => {
      await open(page, list, /Identity pools/);
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Refresh' }).click();
      await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
    },
  ],
  [
    'signed-out',
    async ({ page }) => {
      await page.reload();
      await expect(page.getByRole('heading', { name: 'Sign in to Lifeguard' })).toBeVisible();
    },
  ],
];

async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  await page.waitForLoadState('networkidle');
}

async function openBroken(page: Page, connectionId: string): Promise<void> {
  await page.goto(paths.pools(connectionId));
  await expect(page.getByText('Run this in a terminal:')).toBeVisible();
}

async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}
