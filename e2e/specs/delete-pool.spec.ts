import { ListIdentityPoolsCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createGuests, createPool, createRole } from '../support/seed.ts';

test('names what goes with the pool and asks for its name', async ({ page, cognito, iam }) => {
  const authenticated = await createRole(iam, 'users');
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  await createGuests(cognito, IdentityPoolId, 70);
  await page.goto(paths.pools('local'));
  await page.getByRole('radio', { name: 'Choose Shop' }).check();
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Shop?' });
  await expect(dialog.getByText(/Its identities: 70\./)).toBeVisible();
  await expect(dialog.getByText(authenticated)).toBeVisible();
  const remove = dialog.getByRole('button', { name: 'Delete identity pool' });
  for (const wrong of ['shop', 'Shop ', 'Ѕhop']) {
    await dialog.getByLabel('Type the name of the pool to confirm').fill(wrong);
    await remove.click();
    await expect(dialog.getByText(/This is not the name of the pool, so nothing was deleted/)).toBeVisible();
  }
  await dialog.getByLabel('Type the name of the pool to confirm').fill('Shop');
  await remove.click();
  await expectNotice(page, 'Deleted the identity pool Shop.');
  const { IdentityPools } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  expect(IdentityPools).toEqual([]);
});

test('a protected pool can not be deleted', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { IdentityPoolTags: { 'console:protected': 'true' } });
  await page.goto(paths.pool('local', IdentityPoolId));
  await page.getByRole('button', { name: 'Delete pool' }).click();
  await expect(page.getByText('This pool is protected')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Delete identity pool' })).toHaveAttribute('aria-disabled', 'true');
});

test('a deletion under way is sent once and keeps its dialog open', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.goto(paths.pool('local', IdentityPoolId));
  await page.getByRole('button', { name: 'Delete pool' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Shop?' });
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'DELETE') sent += 1;
  });
  await control('PUT', 'faults', { rules: [{ operation: 'DeleteIdentityPool', hold: true }] });
  const field = dialog.getByLabel('Type the name of the pool to confirm');
  await field.fill('Shop');
  await dialog.getByRole('button', { name: 'Delete identity pool' }).dblclick();
  await expect.poll(() => sent).toBeGreaterThan(0);
  await field.press('Enter');
  await field.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toHaveAttribute('aria-disabled', 'true');
  await expect(dialog).toBeVisible();
  await control('PUT', 'faults', { rules: [] });
  await expectNotice(page, 'Deleted the identity pool Shop.');
  expect(sent).toBe(1);
});
