import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/page-health.ts';
import { createPool, signInDeveloper } from '../support/seed.ts';

const provider = 'login.example';

test('developer users are looked up, and merged after a preview', async ({ page, cognito }) => {
  const poolId = await createPool(cognito, 'Shop', { DeveloperProviderName: provider });
  const source = await signInDeveloper(cognito, poolId, { [provider]: 'ann' });
  const destination = await signInDeveloper(cognito, poolId, { [provider]: 'ann@example.com' });
  await page.goto(paths.poolIdentities('local', poolId));
  await page.getByRole('link', { name: 'Developer users' }).click();
  await page.getByRole('textbox', { name: 'Developer user identifier' }).fill('ann');
  await page.getByRole('button', { name: 'Look up', exact: true }).click();
  await expect(page.getByRole('link', { name: source })).toBeVisible();
  await page.getByRole('button', { name: 'Use as source: ann', exact: true }).click();
  await page.getByLabel('Destination user identifier').fill('ann@example.com');
  await page.getByRole('button', { name: 'Preview merge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge two users' });
  await expect(dialog).toContainText(`The identity ${source} becomes disabled for good`);
  await dialog.getByLabel('Type the identifier of the destination to confirm').fill('ann');
  await dialog.getByRole('button', { name: 'Merge for good' }).click();
  await expect(dialog.getByText('This is not exactly the identifier of the destination.')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Type the identifier of the destination to confirm').fill('ann@example.com');
  await dialog.getByRole('button', { name: 'Merge for good' }).click();
  await expect(page.getByText('Merged the two users')).toBeVisible();

  // What was looked up shows the new state by itself.
  await expect(page.getByRole('link', { name: destination })).toBeVisible();
  expect(page.url()).not.toContain('ann');
});

test('the page of an identity shows its logins and developer users, and unlinks one', async ({ page, cognito }) => {
  const poolId = await createPool(cognito, 'Shop', { DeveloperProviderName: provider });
  const identity = await signInDeveloper(cognito, poolId, { [provider]: 'ann' });
  await signInDeveloper(cognito, poolId, { [provider]: 'ann@example.com' }, identity);
  await page.goto(paths.identityPage('local', poolId, identity));
  const users = page.getByRole('table', { name: 'Developer users' });
  await expect(users).toContainText('ann@example.com');
  await expect(page.getByRole('table', { name: 'Linked logins' })).toContainText('Developer provider');
  await expectAccessible(page);
  await users.getByRole('button', { name: 'Unlink ann', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Unlink this developer user?' });
  await expect(dialog).toContainText('The identity keeps 1 other developer user.');
  await dialog.getByRole('button', { name: 'Unlink', exact: true }).click();
  await expect(page.getByText('Unlinked ann.')).toBeVisible();
  await expect(users.getByRole('row')).toHaveCount(2);
});

test('a token is issued after a warning, shown once, and kept nowhere', async ({ page, cognito }) => {
  const poolId = await createPool(cognito, 'Shop', { DeveloperProviderName: provider });
  await page.goto(paths.poolDeveloperIdentities('local', poolId));
  await page.getByLabel('User identifier', { exact: true }).fill('new-user');
  await page.getByRole('button', { name: 'Check and issue' }).click();
  await expect(page.getByText('a new identity would be created')).toBeVisible();
  await page.getByRole('button', { name: 'AWS CLI command' }).click();
  const command = page.getByRole('group', { name: 'AWS CLI command for GetOpenIdTokenForDeveloperIdentity' });
  await expect(command).toContainText('"login.example": "new-user"');
  await page.getByRole('button', { name: 'Create the identity and issue' }).click();
  const token = page.getByRole('group', { name: 'token' });
  await expect(token).toContainText(/^eyJ/);
  await expectAccessible(page);
  const text = (await token.textContent()) ?? '';
  await page.getByRole('button', { name: 'Close and forget the token' }).click();
  await expect(token).toBeHidden();
  const kept = await page.evaluate(() => [
    document.documentElement.outerHTML,
    location.href,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
  ]);
  for (const place of kept) expect(place).not.toContain(text);
});
