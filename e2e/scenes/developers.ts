import { ListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, open, type Scene, type Stage } from './scene.ts';
import { signInDeveloper } from '../support/seed.ts';

const poolName = 'internal-tools';
const provider = 'login.harbour.tools';

/** The pool of the sample data that has a developer provider, with three developer users of two identities. */
async function developerPool({ cognito }: Stage): Promise<{ poolId: string; identity: string }> {
  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const poolId = IdentityPools.find((pool) => pool.IdentityPoolName === poolName)?.IdentityPoolId ?? '';
  const identity = await signInDeveloper(cognito, poolId, { [provider]: 'crane-operator-17' });
  await signInDeveloper(cognito, poolId, { [provider]: 'crane-operator-17@harbour.example' }, identity);
  await signInDeveloper(cognito, poolId, { [provider]: '8c1f20aa-operator' });
  return { poolId, identity };
}

export const developerScenes: readonly Scene[] = [
  [
    'developer-look-up',
    async (stage) => {
      const { page } = stage;
      const { poolId } = await developerPool(stage);
      await open(page, paths.poolDeveloperIdentities('local', poolId), poolName);
      await page.getByRole('textbox', { name: 'Developer user identifier' }).fill('crane-operator-17');
      await page.getByRole('button', { name: 'Look up', exact: true }).click();
      await expect(page.getByRole('table', { name: 'Developer users of the identity' })).toContainText('@harbour');
      await page.getByRole('button', { name: 'Add session tag' }).click();
    },
  ],
  [
    'developer-merge',
    async ({ page }) => {
      await page.getByRole('button', { name: 'Use as source: crane-operator-17', exact: true }).click();
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
      const { page } = stage;
      const { poolId, identity } = await developerPool(stage);
      await open(page, paths.identityPage('local', poolId, identity), poolName);
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
