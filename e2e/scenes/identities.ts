import type { Page } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { expect, open, type Scene } from './scene.ts';

/** The identities of a pool once it was scanned, the clean-up, and the jobs that they make. */
export const identityScenes: readonly Scene[] = [
  [
    'identities-scanned',
    async ({ page, poolId }) => {
      await open(page, paths.poolIdentities('local', poolId), 'harbour-mobile');
      await page.getByRole('button', { name: 'Scan the pool' }).click();
      await expect(page.getByText(/^As of/)).toBeVisible();
      await expect(page.getByRole('grid', { name: 'Identities' })).toContainText('us-east-1:');
      await dismissNotices(page);
    },
  ],
  [
    'identities-filter',
    async ({ page, poolId }) => {
      await page.goto(
        `${paths.poolIdentities('local', poolId)}?kind=guest&createdDaysAgo=30&createdFrom=2020-01-01T00:00:00Z`,
      );
      await expect(page.getByText(/\d+ match/).first()).toBeVisible();
    },
  ],
  [
    'identities-filter-date',
    async ({ page }) => {
      await page.getByRole('combobox', { name: 'Find identities' }).fill('Modified >= ');
      await expect(page.getByLabel('Day (UTC)')).toBeVisible();
    },
  ],
  [
    'identities-save-filter',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Save or change filters' }).click();
      await page.getByRole('menuitem', { name: 'Save filter…' }).click();
      await page.getByLabel('Name').fill('Old guests');
    },
  ],
  [
    'identities-saved-filters',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
      await page.getByRole('button', { name: /^Saved filters/ }).click();
      await expect(page.getByRole('option', { name: /Old guests/ })).toBeVisible();
    },
  ],
  [
    'breakdown',
    async ({ page, poolId }) => {
      await page.goto(paths.poolIdentities('local', poolId));
      await page.getByRole('button', { name: 'Breakdown' }).click();
      await expect(page.getByRole('region', { name: 'By linked login' })).toBeVisible();
      await page
        .getByRole('region', { name: /Untouched/ })
        .getByRole('button', { name: 'As a table' })
        .click();
    },
  ],
  [
    'clean-up',
    async ({ page, poolId }) => {
      await page.getByRole('button', { name: 'Breakdown' }).click();
      await page.goto(`${paths.poolCleanUp('local', poolId)}?kind=guest`);
      await expect(page.getByRole('heading', { name: /^2\. [\d,]+ identities/ })).toBeVisible();
    },
  ],
  [
    'clean-up-delete',
    async ({ page }) => {
      await page.getByRole('radio', { name: /^Delete/ }).check();
      await page.getByRole('button', { name: /^Delete [\d,]+ identities/ }).click();
      await expect(page.getByText(/so nothing was deleted/)).toBeVisible();
      await page.getByRole('button', { name: 'AWS CLI command' }).click();
    },
  ],
  [
    'job-dry-run',
    async ({ page }) => {
      await page.getByRole('radio', { name: /^Dry run/ }).check();
      await page.getByRole('button', { name: 'Start the dry run' }).click();
      await expect(page.getByText('Would be deleted', { exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
    },
  ],
  [
    'job-paused',
    async ({ page, poolId, control }) => {
      const rule = { operation: 'ListIdentities', error: 'NotAuthorizedException', times: 1000 };
      await control('PUT', 'faults', { rules: [rule] });
      await page.goto(paths.poolIdentities('local', poolId));
      await page.getByRole('button', { name: 'Scan again' }).click();
      await page.getByRole('link', { name: 'Scan', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'Scan of harbour-mobile' })).toBeVisible();
      await expect(page.getByText(/Paused|Failed/).first()).toBeVisible();
    },
  ],
  [
    'jobs',
    async ({ page, control }) => {
      await open(page, paths.jobs('local'), /Jobs/);
      await control('PUT', 'faults', { rules: [] });
    },
  ],
  [
    'job-remove',
    async ({ page }) => {
      await page.getByRole('link', { name: 'Clean-up, dry run' }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await expect(page.getByRole('dialog')).toBeVisible();
    },
  ],
];

async function dismissNotices(page: Page): Promise<void> {
  const notices = page.getByRole('region', { name: 'Notifications' });
  await notices.getByRole('button', { name: 'Dismiss' }).first().click();
}
