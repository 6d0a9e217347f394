import type { Page } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { expect, open, type Scene } from './scene.ts';

export const providerScenes: readonly Scene[] = [
  ['providers', ({ page, poolId }) => open(page, paths.poolProviders('local', poolId), 'harbour-mobile')],
  [
    'providers-remove',
    async ({ page }) => {
      await page.getByRole('button', { name: /^Remove User pool/ }).click();
      await expect(page.getByRole('checkbox', { name: 'Remove the role mapping too' })).toBeChecked();
    },
  ],
  [
    'providers-edit',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('link', { name: /^Edit User pool/ }).click();
      await page.getByLabel('App client ID', { exact: true }).fill('6anotherclient');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('radio', { name: /Move the role mapping along/ })).toBeChecked();
    },
  ],
  [
    'providers-edit-review',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByRole('dialog', { name: 'Review changes' })).toBeVisible();
    },
  ],
  [
    'providers-add',
    async ({ page, poolId }) => {
      await page.getByRole('button', { name: 'Back to editing' }).click();
      await page.getByRole('button', { name: 'Discard changes' }).click();
      await open(page, paths.poolProviderAdd('local', poolId), 'harbour-mobile');
    },
  ],
  ['providers-add-user-pool', ({ page }) => chooseKind(page, /User pool/, 'User pool')],
  ['providers-add-x', ({ page }) => chooseKind(page, /X \(Twitter\)/, 'Consumer secret')],
  [
    'providers-add-oidc',
    async ({ page }) => {
      await chooseKind(page, /OIDC provider/, 'OIDC provider');
      await page.getByRole('combobox', { name: 'OIDC provider' }).focus();
    },
  ],
  [
    'providers-add-developer',
    async ({ page }) => {
      await page.keyboard.press('Escape');
      await chooseKind(page, /Developer provider/, 'Developer provider name');
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByText(/Enter a name/)).toBeVisible();
    },
  ],
];

async function chooseKind(page: Page, kind: RegExp, label: string): Promise<void> {
  await page.getByRole('radio', { name: kind }).check();
  await expect(page.getByLabel(label, { exact: true }).and(page.locator(':not([type=radio])'))).toBeVisible();
}
