import { readFile } from 'node:fs/promises';

import {
  type CognitoIdentityClient,
  DeleteIdentitiesCommand,
  ListIdentitiesCommand,
} from '@aws-sdk/client-cognito-identity';
import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { createGuests, createPool } from '../support/seed.ts';

/** A pool with 30 guests and 10 linked identities of the last 401 days, and 3 guests of today. */
async function seed(
  cognito: CognitoIdentityClient,
  control: (method: 'POST', name: string, body: unknown) => Promise<unknown>,
) {
  const IdentityPoolId = await createPool(cognito, 'Shop', {
    AllowUnauthenticatedIdentities: true,
    SupportedLoginProviders: { 'accounts.google.com': 'client' },
  });
  await control('POST', 'identities', { IdentityPoolId, count: 40, authenticatedShare: 0.25, olderThanDays: 401 });
  await createGuests(cognito, IdentityPoolId, 3);
  return IdentityPoolId;
}

async function scan(page: Page, poolId: string): Promise<void> {
  await page.goto(paths.poolIdentities('local', poolId));
  await page.getByRole('button', { name: 'Scan the pool' }).click();
  await expect(page.getByText(/^As of/)).toBeVisible();
}

async function listed(cognito: CognitoIdentityClient, IdentityPoolId: string) {
  const { Identities = [] } = await cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 60 }));
  return Identities;
}

test('what a scan counted is on the overview, and in the dialog that deletes the pool', async ({
  page,
  cognito,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Large');
  // More than counting by listing goes through.
  await control('POST', 'identities', { IdentityPoolId, count: 640, authenticatedShare: 0 });
  await page.goto(paths.pool('local', IdentityPoolId));
  await page.getByRole('button', { name: 'Count identities' }).click();
  await expect(page.getByText('at least 600', { exact: true })).toBeVisible();
  await scan(page, IdentityPoolId);
  await page.goto(paths.pool('local', IdentityPoolId));
  await expect(page.getByRole('link', { name: '640: 640 guests, 0 linked' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete pool' }).click();
  await expect(
    page.getByText(/Its identities: 640, counted by the scan of .*; counting again ends at 600\./),
  ).toBeVisible();
});

test('a scan lets the URL filter, count and page, and a filter can be saved', async ({ page, cognito, control }) => {
  const IdentityPoolId = await seed(cognito, control);
  await scan(page, IdentityPoolId);
  const all = await listed(cognito, IdentityPoolId);
  const guests = all.filter(({ Logins = [] }) => Logins.length === 0).length;
  await expect(page.getByRole('heading', { name: `Identities (${all.length})` })).toBeVisible();

  await page.goto(`${paths.poolIdentities('local', IdentityPoolId)}?kind=guest&createdDaysAgo=bad`);
  await expect(page.getByRole('heading', { name: `Identities (${guests} of ${all.length})` })).toBeVisible();
  await expect(page.getByText(`1–20 of ${guests}`)).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(`21–${guests} of ${guests}`)).toBeVisible();
  await page.goBack();
  await expect(page.getByText(`1–20 of ${guests}`)).toBeVisible();

  await page.getByRole('button', { name: 'Save or change filters' }).click();
  await page.getByRole('menuitem', { name: 'Save filter…' }).click();
  await page.getByLabel('Name').fill('All guests');
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/kind/);
  await page.getByRole('button', { name: /^Saved filters/ }).click();
  await page.getByRole('option', { name: /All guests/ }).click();
  await expect(page).toHaveURL(/kind=guest/);
});

test('a clean-up tries first, then deletes exactly what it said', async ({ page, cognito, control }) => {
  const IdentityPoolId = await seed(cognito, control);
  await scan(page, IdentityPoolId);
  const before = await listed(cognito, IdentityPoolId);
  const limit = Date.now() - 90 * 86_400_000;
  const old = before.filter(({ Logins = [], CreationDate }) => Logins.length === 0 && Number(CreationDate) < limit);
  const stay = before.filter((identity) => !old.includes(identity)).map(({ IdentityId }) => IdentityId);
  expect(old.length).toBeGreaterThan(10);
  await page.getByRole('link', { name: 'Clean up…' }).click();
  await page.getByRole('radio', { name: /^Guests older than 90 days/ }).click();
  await expect(page.getByRole('heading', { name: `2. ${old.length} identities` })).toBeVisible();
  await page.getByRole('button', { name: 'Start the dry run' }).click();
  await expect(page.getByRole('heading', { name: 'Dry run of a clean-up in Shop' })).toBeVisible();
  // Said by the page of the job, which needs no notice that leads to it.
  await expect(page.getByRole('heading', { name: 'Result' })).toBeVisible();
  await expect(page.getByText('Would be deleted', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByText(String(old.length), { exact: true }).first()).toBeVisible();
  await expect(page.getByText('Guests created more than 90 days ago')).toBeVisible();
  const ofThisJob = page.getByRole('listitem').filter({ hasText: 'Dry run of a clean-up' });
  await expect(ofThisJob.getByRole('button', { name: 'Show job' })).toHaveCount(0);
  expect(await listed(cognito, IdentityPoolId)).toHaveLength(before.length);

  await page.goto(`${paths.poolCleanUp('local', IdentityPoolId)}?kind=guest&createdDaysAgo=90`);
  await page.getByRole('radio', { name: /^Delete/ }).check();
  await page.getByRole('button', { name: `Delete ${old.length} identities` }).click();
  await expect(
    page.getByText('This is not the name of the pool, so nothing was deleted. The name is Shop.'),
  ).toBeVisible();
  // What was typed is for the list that was seen then.
  const confirmation = page.getByLabel('Type the name of the pool to confirm');
  await confirmation.fill('Shop');
  await cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [old[0]?.IdentityId ?? ''] }));
  await page.getByRole('button', { name: 'Scan again' }).click();
  await expect(page.getByRole('heading', { name: `2. ${old.length - 1} identities` })).toBeVisible();
  await expect(confirmation).toHaveValue('');
  await confirmation.fill('Shop');
  const denied = { operation: 'DeleteIdentities', unprocessed: 'AccessDenied', unprocessedShare: 0.1, times: 1 };
  await control('PUT', 'faults', { rules: [denied] });
  await page.getByRole('button', { name: `Delete ${old.length - 1} identities` }).click();
  await page.getByRole('button', { name: 'Retry failed' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry failed' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Retry failed' })).toBeHidden();
  await expect(page.getByText('Only what an earlier deletion could not delete.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible();
  const after = await listed(cognito, IdentityPoolId);
  expect(after.map(({ IdentityId }) => IdentityId)).toEqual(stay);
});

test('what a dry run has found is deleted from its page, by the name of the pool', async ({
  page,
  cognito,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await control('POST', 'identities', { IdentityPoolId, count: 12, authenticatedShare: 0, olderThanDays: 100 });
  await scan(page, IdentityPoolId);
  await page.goto(`${paths.poolCleanUp('local', IdentityPoolId)}?kind=guest`);
  await page.getByRole('button', { name: 'Start the dry run' }).click();
  const dryRun = page.getByRole('heading', { name: 'Dry run of a clean-up in Shop' });
  await expect(dryRun).toBeVisible();
  await page.getByRole('button', { name: 'Delete these 12' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete these 12 identities?' });
  await dialog.getByRole('button', { name: 'Delete 12 identities' }).click();
  await expect(dialog.getByText(/not the name of the pool, so nothing was deleted\. The name is Shop\./)).toBeVisible();
  await dialog.getByLabel('Type the name of the pool to confirm').fill('Shop');
  const [gone] = await listed(cognito, IdentityPoolId);
  await cognito.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [gone?.IdentityId ?? ''] }));
  await dialog.getByRole('button', { name: 'Delete 12 identities' }).click();
  await expect(page.getByRole('heading', { name: 'Clean-up of Shop' })).toBeVisible();
  await expect(page.getByText('Only what a dry run has found.')).toBeVisible();
  await expect(page.getByRole('main').getByText('Done', { exact: true }).first()).toBeVisible();
  expect(await listed(cognito, IdentityPoolId)).toEqual([]);
  await page.getByRole('link', { name: 'a dry run' }).click();
  await expect(dryRun).toBeVisible();
});

test('an export downloads itself when it is written', async ({ page, cognito, control }) => {
  const IdentityPoolId = await seed(cognito, control);
  await scan(page, IdentityPoolId);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  const file = await downloading;
  expect(file.suggestedFilename()).toMatch(/^identities-Shop-.*\.csv$/);
  const [header = '', ...rows] = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  expect(header).toContain('IdentityId');
  expect(rows).toHaveLength(43);
  expect(rows.filter((row) => /^[=+@-]/.test(row))).toEqual([]);
});

test('a slow job is shown everywhere, survives a reload, and can be cancelled', async ({ page, cognito, control }) => {
  const IdentityPoolId = await seed(cognito, control);
  // Enough pages for the scan not to end before it is cancelled: minutes.
  await control('POST', 'identities', { IdentityPoolId, count: 12_000, authenticatedShare: 0 });
  await control('PUT', 'faults', { rules: [{ operation: 'ListIdentities', delayMs: 1000, times: 1000 }] });
  await page.goto(paths.pool('local', IdentityPoolId));
  await page.getByRole('tab', { name: 'Identities' }).click();
  await page.getByRole('button', { name: 'Scan the pool' }).click();
  await page.getByRole('link', { name: '1 job under way' }).click();
  await page.getByRole('grid', { name: 'Jobs' }).getByRole('link', { name: 'Scan', exact: true }).first().click();
  await expect(page.getByRole('heading', { name: 'Scan of Shop' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Scan of Shop' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel job' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel job' }).click();
  await expect(page.getByRole('main').getByText('Cancelled', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: /under way/ })).toBeHidden();
});

test('a protected pool can be tried on, not cleaned up', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { IdentityPoolTags: { 'console:protected': 'true' } });
  await control('POST', 'identities', { IdentityPoolId, count: 2, authenticatedShare: 0, olderThanDays: 100 });
  await scan(page, IdentityPoolId);
  await page.goto(paths.poolCleanUp('local', IdentityPoolId));
  // Said before anything is chosen; and nothing is chosen for a person.
  await expect(page.getByText('Only a dry run is possible now')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Everything the filter finds' })).not.toBeChecked();
  await expect(page.getByRole('heading', { name: /^2\./ })).toHaveCount(0);
  await page.getByRole('radio', { name: 'Everything the filter finds' }).click();
  await expect(page.getByText('Each identity is looked at one by one in AWS')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Delete/ })).toBeDisabled();
  await expect(page.getByText(/Remove the protection on the Tags tab first/)).toHaveCount(2);
});
