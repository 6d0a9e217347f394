import { paths } from '@lifeguard/web/paths';

import { expect, open, role, type Scene } from './scene.ts';

export const roleScenes: readonly Scene[] = [
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
];
