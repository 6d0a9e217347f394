import { paths } from '@lifeguard/web/paths';

import { expect, open, type Scene } from './scene.ts';

export const accessScenes: readonly Scene[] = [
  [
    'access-check',
    async ({ page, poolId }) => {
      await open(page, paths.poolAccessCheck('local', poolId), /harbour-mobile/);
      await page.getByRole('radio', { name: /with claims of your choice/ }).check();
      await page.getByRole('button', { name: 'Identity and role' }).click();
    },
  ],
  [
    'access-check-failed',
    async ({ page }) => {
      await page
        .getByRole('textbox', { name: 'Claims of the token (JSON)' })
        .fill('{"sub": "ada", "aud": "another-client"}');
      await page.getByRole('button', { name: 'Run the check' }).click();
      await expect(page.getByText('The user does not get in').first()).toBeVisible();
    },
  ],
  [
    'access-check-in',
    async ({ page }) => {
      await page.getByRole('radio', { name: /^A guest/ }).check();
      await page.getByRole('button', { name: 'Run the check' }).click();
      await expect(page.getByText('The user gets in').first()).toBeVisible();
      await page.getByRole('button', { name: 'Request and answer of GetCredentialsForIdentity' }).click();
    },
  ],
  [
    'access-check-explain',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Explain an error message' }).click();
      await page
        .getByRole('textbox', { name: 'Message' })
        .fill('Invalid identity pool configuration. Check assigned IAM roles for this pool.');
      await page.getByRole('button', { name: 'Explain', exact: true }).click();
      await expect(page.getByRole('heading', { name: 'What it means here' })).toBeVisible();
      await page.getByRole('button', { name: /^Checked, and not the cause/ }).click();
    },
  ],
];
