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
    'overview-more',
    async ({ page }) => {
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await expect(page.getByRole('menuitem', { name: 'Copy as JSON' })).toBeVisible();
    },
  ],
  [
    'attributes',
    async ({ page, poolId }) => {
      await open(page, paths.poolAttributes('local', poolId), 'harbour-mobile-app');
      const modes = (provider: RegExp) => page.getByRole('radiogroup', { name: provider });
      await page.getByRole('button', { name: /^Add User pool .* tag$/ }).click();
      const row = page.getByRole('group', { name: /tag 3$/ });
      await row.getByLabel('Tag key').fill('office');
      await row.getByLabel('Claim').fill('custom:office');
      await page.keyboard.press('Escape');
      await modes(/Attributes of Google/)
        .getByRole('radio', { name: 'Use default mappings' })
        .check();
      await page
        .getByRole('textbox', { name: 'Token or claims' })
        .fill('{ "sub": "7c1e4b2a-51f0", "custom:department": "harbour office" }');
    },
  ],
  [
    'attributes-in-part',
    async ({ page, control }) => {
      const operation = 'SetPrincipalTagAttributeMap';
      const fault = { operation, error: 'NotAuthorizedException', times: 9 };
      await control('PUT', 'faults', { rules: [{ operation }, fault] });
      await page.getByRole('button', { name: 'Review changes' }).click();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText('Only a part of the changes was saved')).toBeVisible();
      await expect(page.getByText('Below is what remains.')).toBeVisible();
      await control('PUT', 'faults', { rules: [] });
    },
  ],
  ['attributes-in-part-top', ({ page }) => page.getByText('Below is what remains.').scrollIntoViewIfNeeded()],
  [
    'attributes-saved',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Save the rest' }).click();
      await expect(page.getByText('Saved harbour-mobile-app.')).toBeVisible();
    },
  ],
  [
    'tags',
    async ({ page, poolId }) => {
      await open(page, paths.poolTags('local', poolId), 'harbour-mobile-app');
      await page.getByRole('button', { name: 'Add tag' }).click();
      await page.getByRole('group', { name: 'tag 4' }).getByLabel('Key').fill('owner');
    },
  ],
  [
    'tags-protected',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Discard changes' }).click();
      await page.getByRole('button', { name: 'Protect this pool' }).click();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByText('This pool is protected')).toBeVisible();
    },
  ],
  [
    'tags-unprotect',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Remove protection' }).click();
      await expect(page.getByRole('dialog', { name: 'Review changes' })).toBeVisible();
    },
  ],
  [
    'create-like',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByRole('button', { name: 'Protect this pool' })).toBeVisible();
      await page.getByRole('button', { name: 'More', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Create a pool like this one' }).click();
      for (const title of ['Identity providers', 'Roles', 'Tags', 'Review and create']) await next(page, title);
    },
  ],
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
    'delete-pool',
    async ({ page, poolId }) => {
      await open(page, paths.pool('local', poolId), 'harbour-mobile');
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(page.getByText(/Its identities/)).toBeVisible();
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
