import { expect } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { open, type Scene } from './scene.ts';
import { signInDeveloper } from './seed.ts';

const provider = 'login.harbour.tools';

/** The pool of the sample data that has a developer provider, with three developer users of two identities. */
async function developerPool({ cognito, poolId }: Parameters<Scene[1]>[0]): Promise<string> {
  const identity = await signInDeveloper(cognito, poolId, { [provider]: 'crane-operator-17' });
  await signInDeveloper(cognito, poolId, { [provider]: 'crane-operator-17@harbour.example' }, identity);
  await signInDeveloper(cognito, poolId, { [provider]: '8c1f20aa-operator' });
  return identity;
}

export const developerScenes: readonly Scene[] = [
  [
    'developer-look-up',
    async (stage) => {
      const { page, poolId } = stage;
      await developerPool(stage);
      await open(page, paths.poolDeveloperIdentities('local', poolId), 'harbour-mobile');
      await page.getByRole('textbox', { name: 'Developer user identifier' }).fill('crane-operator-17');
      await page.getByRole('button', { name: 'Look up', exact: true }).click();
      await expect(page.getByRole('table', { name: 'Developer users of the identity' })).toContainText('@harbour');
      await page.getByRole('button', { name: 'Add session tag' }).click();
    },
  ],
  [
    'developer-merge',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Use crane-operator-17 as source' }).click();
      await page.getByLabel('Destination user identifier').fill('8c1f20aa-operator');
      await page.getByRole('button', { name: 'Preview merge' }).click();
      await expect(page.getByText('Becomes disabled', { exact: true })).toBeVisible();
    },
  ],
  [
    'developer-merge-refused',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByLabel('Destination user identifier').fill('nobody');
      await page.getByRole('button', { name: 'Preview merge' }).click();
      await expect(page.getByText("These users can't be merged")).toBeVisible();
    },
  ],
  [
    'developer-unlink',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Unlink crane-operator-17', exact: true }).click();
      await expect(page.getByText('The identity keeps 1 other developer user.')).toBeVisible();
    },
  ],
  [
    'developer-token',
    async ({ page }) => {
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Remove session tag 1' }).click();
      await page.getByLabel('User identifier', { exact: true }).fill('somebody-new');
      await page.getByRole('button', { name: 'Check and issue' }).click();
      await expect(page.getByText('a new identity would be created')).toBeVisible();
    },
  ],
  [
    'developer-token-issued',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Create the identity and issue' }).click();
      await expect(page.getByText('It is shown this once')).toBeVisible();
    },
  ],
  [
    'developer-identity',
    async (stage) => {
      const { page, poolId } = stage;
      const identity = await developerPool(stage);
      await open(page, paths.identityPage('local', poolId, identity), 'harbour-mobile');
      await expect(page.getByRole('table', { name: 'Developer users' })).toContainText('crane-operator-17');
    },
  ],
  [
    'developer-identity-not-found',
    async ({ page, poolId }) => {
      await open(page, paths.identityPage('local', poolId, `us-east-1:${crypto.randomUUID()}`), 'harbour-mobile');
      await expect(page.getByText('There is no such identity')).toBeVisible();
    },
  ],
];
