import { paths } from '@lifeguard/web/paths';

import { expect, open, next, type Scene } from './scene.ts';

export const attributeScenes: readonly Scene[] = [
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
      await page.getByRole('button', { name: /^Add tag for User pool/ }).click();
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
];
