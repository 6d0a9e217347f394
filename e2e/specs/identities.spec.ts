import { ListIdentitiesCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { createGuests, createPool } from '../support/seed.ts';

test('shows pages of 60, and an identity in the panel that a link can open', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  await createGuests(cognito, IdentityPoolId, 61);
  const { Identities = [], NextToken } = await cognito.send(
    new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }),
  );
  const last = await cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60, NextToken }));
  const [first] = Identities;
  const [onSecondPage] = last.Identities ?? [];
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  const table = page.getByRole('grid', { name: 'Identities' });
  await expect(table.getByRole('row')).toHaveCount(61);
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(table.getByRole('row')).toHaveCount(2);
  await expect(table).toContainText(onSecondPage?.IdentityId ?? '-');
  await page.reload();
  await expect(table.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Previous page' }).click();
  await expect(table).toContainText(first?.IdentityId ?? '-');

  await page.goto(paths.identity('local', IdentityPoolId, first?.IdentityId ?? ''));
  const panel = page.getByRole('region', { name: 'Identity' });
  await expect(panel).toContainText(first?.IdentityId ?? '-');
  await expect(panel).toContainText('Guest');
});

test('shows the providers of linked identities', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', {
    SupportedLoginProviders: { 'accounts.google.com': 'client' },
  });
  await control('POST', 'identities', { IdentityPoolId, count: 3, authenticatedShare: 1, olderThanDays: 10 });
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  const table = page.getByRole('grid', { name: 'Identities' });
  await expect(table.getByText('Linked', { exact: true })).toHaveCount(3);
  await expect(table.getByText('accounts.google.com')).toHaveCount(3);
});

test('deletes those that were chosen, and says what became of each', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  const [gone = '', alsoGone = '', stays = ''] = await createGuests(cognito, IdentityPoolId, 3);
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  await page.getByRole('checkbox', { name: `Choose ${gone}` }).check();
  await page.getByRole('checkbox', { name: `Choose ${alsoGone}` }).check();
  await page.getByRole('button', { name: 'Delete identities' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 identities?' });
  await dialog.getByRole('button', { name: 'AWS CLI command' }).click();
  const command = dialog.getByRole('group', { name: 'AWS CLI command for DeleteIdentities' });
  for (const identity of [gone, alsoGone]) await expect(command).toContainText(identity);
  await dialog.getByLabel('Type 2 to confirm').fill('3');
  await dialog.getByRole('button', { name: 'Delete 2 identities' }).click();
  await expect(dialog.getByText('Type the number 2. Nothing was deleted.')).toBeVisible();
  await dialog.getByLabel('Type 2 to confirm').fill('2');
  await dialog.getByRole('button', { name: 'Delete 2 identities' }).click();
  const result = page.getByRole('dialog', { name: 'Result of the deletion' });
  await expect(result.getByText('Deleted 2 identities.')).toBeVisible();
  await result.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('checkbox', { name: `Choose ${gone}` })).toBeHidden();
  const { Identities = [] } = await cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }));
  expect(Identities.map((identity) => identity.IdentityId)).toEqual([stays]);
});

test('an identity chosen in the table opens beside it, closes again, and goes when it is deleted', async ({
  page,
  cognito,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  const [one = ''] = await createGuests(cognito, IdentityPoolId, 1);
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  await page.getByRole('button', { name: `Show ${one}` }).click();
  const panel = page.getByRole('region', { name: 'Identity' });
  await expect(panel).toContainText('Guest');
  await expect(page).toHaveURL(/identity=/);
  await panel.getByRole('button', { name: 'Close panel' }).click();
  await expect(panel).toBeHidden();
  await expect(page).not.toHaveURL(/identity=/);

  await page.getByRole('button', { name: `Show ${one}` }).click();
  await expect(panel).toContainText('Guest');
  await page.getByRole('checkbox', { name: `Choose ${one}` }).check();
  await page.getByRole('button', { name: 'Delete identities' }).click();
  await page.getByLabel('Type 1 to confirm').fill('1');
  await page.getByRole('button', { name: 'Delete 1 identity' }).click();
  await expect(page.getByText('Deleted 1 identity.')).toBeVisible();
  await expect(page).not.toHaveURL(/identity=/);
});

test('a retry that fails as a whole leaves the results in sight', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  const [one = ''] = await createGuests(cognito, IdentityPoolId, 1);
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  await page.getByRole('checkbox', { name: `Choose ${one}` }).check();
  await page.getByRole('button', { name: 'Delete identities' }).click();
  const unprocessed = { operation: 'DeleteIdentities', unprocessed: 'AccessDenied', times: 1 };
  const refused = { operation: 'DeleteIdentities', error: 'NotAuthorizedException', times: 1 };
  await control('PUT', 'faults', { rules: [unprocessed, refused] });
  await page.getByLabel('Type 1 to confirm').fill('1');
  await page.getByRole('button', { name: 'Delete 1 identity' }).click();
  const result = page.getByRole('dialog', { name: 'Result of the deletion' });
  await result.getByRole('button', { name: 'Retry failed' }).click();
  await expect(result.getByText('The remaining identities were not deleted')).toBeVisible();
  await expect(result.getByRole('row', { name: one })).toContainText('AWS did not let these credentials delete it');
  await result.getByRole('button', { name: 'Retry failed' }).click();
  await expect(result.getByText('Deleted 1 identity.')).toBeVisible();
});

test('says per identity what AWS did not delete, and retries those', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  const [one = ''] = await createGuests(cognito, IdentityPoolId, 1);
  await page.goto(paths.poolIdentities('local', IdentityPoolId));
  await page.getByRole('checkbox', { name: `Choose ${one}` }).check();
  await page.getByRole('button', { name: 'Delete identities' }).click();
  await control('PUT', 'faults', {
    rules: [{ operation: 'DeleteIdentities', unprocessed: 'InternalServerError', times: 1 }],
  });
  await page.getByLabel('Type 1 to confirm').fill('1');
  await page.getByRole('button', { name: 'Delete 1 identity' }).click();
  await expect(page.getByText(/AWS failed; trying again often helps \(InternalServerError\)/)).toBeVisible();
  await page.getByRole('button', { name: 'Retry failed' }).click();
  await expect(page.getByText('Deleted 1 identity.')).toBeVisible();
});

test('the panel of an identity is beside the table where there is room, and below it otherwise', async ({
  page,
  cognito,
}) => {
  const poolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  const [identityId = ''] = await createGuests(cognito, poolId, 1);
  const panel = page.getByRole('region', { name: 'Identity', exact: true });
  const grid = page.getByRole('grid', { name: 'Identities' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(paths.identity('local', poolId, identityId));
  await expect(panel).toContainText(identityId);
  await expect.poll(async () => (await panel.boundingBox())?.x).toBeGreaterThan(640);
  await expect(grid).toBeVisible();
  await page.setViewportSize({ width: 1024, height: 900 });
  await expect.poll(async () => (await panel.boundingBox())?.x).toBeLessThan(400);
});
