import { paths } from '@lifeguard/web/paths';

import { expect, open, type Scene } from './scene.ts';

export const accessScenes: readonly Scene[] = [
  [
    'access-check',
    async ({ page, poolId }) => {
      await open(page, paths.poolAccessCheck('local', poolId), /harbour-mobile/);
      await page.getByRole('button', { name: 'Fill in claims' }).click();
      await page.getByRole('menuitem').first().click();
      await page.getByRole('button', { name: 'Identity and role' }).click();
    },
  ],
  [
    'access-check-failed',
    async ({ page }) => {
      const box = page.getByRole('textbox', { name: 'Token, claims or error message' });
      await box.fill((await box.inputValue()).replace(/"aud": "[^"]*"/, '"aud": "another-client"'));
      await page.getByRole('button', { name: 'Run the check' }).click();
      await expect(page.getByText('The user does not get in').first()).toBeVisible();
    },
  ],
  [
    'access-check-predicted',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Predict without calling AWS' }).click();
      await expect(page.getByText('AWS would refuse this user').first()).toBeVisible();
    },
  ],
  [
    'access-check-in',
    async ({ page }) => {
      await page.getByRole('textbox', { name: 'Token, claims or error message' }).fill('');
      await page.getByRole('button', { name: 'Run the check' }).click();
      await expect(page.getByText('The user gets in').first()).toBeVisible();
      await page.getByRole('button', { name: 'Request and answer of GetCredentialsForIdentity' }).click();
    },
  ],
  [
    'access-check-explain',
    async ({ page }) => {
      await page
        .getByRole('textbox', { name: 'Token, claims or error message' })
        .fill('Invalid identity pool configuration. Check assigned IAM roles for this pool.');
      await page.getByRole('button', { name: 'Explain the message' }).click();
      await expect(page.getByRole('heading', { name: 'What it means here' })).toBeVisible();
      await page.getByRole('button', { name: /^Checked, and not the cause/ }).click();
    },
  ],
];
