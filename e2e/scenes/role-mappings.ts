import { paths } from '@lifeguard/web/paths';

import { expect, open, role, type Scene } from './scene.ts';

export const roleMappingScenes: readonly Scene[] = [
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
];
