import { DeleteIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createGuests, createPool } from '../support/seed.ts';
import { startConsole, startLocalAws } from '../support/servers.ts';

const noticesOf = (page: Page) => page.getByRole('region', { name: 'Notifications' });

test('good news goes by itself, or with its page where something can be done about it', async ({ page, cognito }) => {
  const poolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  await createGuests(cognito, poolId, 2);
  await page.clock.install();
  await page.goto(paths.poolProperties('local', poolId));
  await page.getByLabel('Identity pool name').fill('Store');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Store.');
  await page.clock.fastForward(11_000);
  await expect(noticesOf(page).getByText('Saved Store.')).toBeHidden();

  await page.getByRole('tab', { name: 'Identities' }).click();
  await page.getByRole('button', { name: 'Scan the pool' }).click();
  await expectNotice(page, 'Scan of Store: done');
  await page.clock.fastForward(60_000);
  await expect(noticesOf(page).getByText('Scan of Store: done')).toBeVisible();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(noticesOf(page).getByText('Scan of Store: done')).toBeHidden();
});

test('what went wrong stays until it is dismissed', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.clock.install();
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  await expect(page.getByRole('button', { name: 'Scan the pool' })).toBeVisible();
  await cognito.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
  await page.getByRole('button', { name: 'Scan the pool' }).click();
  await expectNotice(page, 'The scan was not started');
  await page.clock.fastForward(60_000);
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Identity pools', exact: true })
    .click();
  await expect(page.getByText('No identity pools', { exact: true })).toBeVisible();
  await noticesOf(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(noticesOf(page).getByText('The scan was not started')).toBeHidden();
});

test('the notice of an export downloads its file again', async ({ page, cognito }) => {
  const poolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  await createGuests(cognito, poolId, 2);
  await page.goto(paths.poolIdentities('local', poolId));
  await page.getByRole('button', { name: 'Scan the pool' }).click();
  await expect(page.getByText(/^As of/)).toBeVisible();
  const first = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const name = (await first).suggestedFilename();
  const again = page.waitForEvent('download');
  await noticesOf(page).getByRole('button', { name: 'Download' }).click();
  expect((await again).suggestedFilename()).toBe(name);
});

test('an AWS that does not answer is said once', async ({ browser }) => {
  const localAws = await startLocalAws();
  const console = await startConsole(localAws);
  await localAws.stop();
  const context = await browser.newContext({ baseURL: console.url });
  const page = await context.newPage();
  await page.goto(console.signInLink);
  await expect(page.getByText('AWS does not answer')).toBeVisible();
  await expect(page.getByText('The message at the top of the page says why', { exact: false })).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  await context.close();
  await console.stop();
});
