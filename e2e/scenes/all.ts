import type { Page } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { accessScenes } from './access-check.ts';
import { attributeScenes } from './attributes.ts';
import { developerScenes } from './developers.ts';
import { identityScenes } from './identities.ts';
import { providerScenes } from './providers.ts';
import { roleMappingScenes } from './role-mappings.ts';
import { roleScenes } from './roles.ts';
import { expect, next, open, role, type Scene } from './scene.ts';

const list = paths.pools('local');

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
      await page.getByLabel('User pool', { exact: true }).click();
      await page.getByRole('option', { name: /^harbour-customers(?!-)/ }).click();
      await page.getByLabel('App client ID').click();
      await page.getByRole('option').first().click();
      await page.getByRole('button', { name: 'Google', exact: true }).click();
      await page.getByLabel('Client ID', { exact: true }).fill('1234-lighthouse.apps.googleusercontent.com');
      await page.getByRole('button', { name: 'Add OIDC provider' }).click();
      await page.getByLabel('OIDC provider', { exact: true }).click();
      await page.getByRole('option').first().click();
      await page.getByLabel('Developer provider name').fill('login.lighthouse');
    },
  ],
  [
    'create-3-roles',
    async ({ page }) => {
      await next(page, 'Roles');
      await page.getByLabel(/authenticated role/).fill(role);
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
  ...attributeScenes,
  [
    'properties',
    async ({ page, poolId }) => {
      await open(page, paths.poolProperties('local', poolId), 'harbour-mobile-app');
      await page.getByLabel('Identity pool name').fill('harbour-mobile');
      await page.getByRole('radio', { name: 'Active', exact: true }).check();
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
      await page.getByRole('button', { name: 'Review all of mine' }).click();
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
  ...roleScenes,
  [
    'delete-pool',
    async ({ page, poolId }) => {
      await open(page, paths.pool('local', poolId), 'harbour-mobile');
      await page.getByRole('button', { name: 'Delete pool' }).click();
      await expect(page.getByText(/Its identities/)).toBeVisible();
    },
  ],
  ...providerScenes,
  ...roleMappingScenes,
  ...accessScenes,
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
  ...developerScenes,
  ...identityScenes,
  [
    'pool-not-found',
    ({ page }) => open(page, paths.pool('local', `us-east-1:${crypto.randomUUID()}`), /does not exist/),
  ],
  ['not-found', ({ page }) => open(page, '/connections/local/nonsense', 'There is no such page')],
  ['unknown-connection', ({ page }) => open(page, '/connections/nowhere/pools', /There is no connection .nowhere/)],
  ['connection-missing', ({ page }) => openBroken(page, 'profile-empty~eu-west-1')],
  ['connection-expired', ({ page }) => openBroken(page, 'profile-work.dev~eu-central-1')],
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

async function openBroken(page: Page, connectionId: string): Promise<void> {
  await page.goto(paths.pools(connectionId));
  await expect(page.getByText('Run this in a terminal:')).toBeVisible();
}
