import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { setReadOnly } from '../support/read-only.ts';
import { createPool } from '../support/seed.ts';

const google = 'accounts.google.com';

test('a read-only connection shows every setting of a pool, and why none can be changed', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { SupportedLoginProviders: { [google]: 'g' } });
  await page.goto(paths.poolProviders('local', IdentityPoolId));
  await setReadOnly(page, true);
  try {
    await page.reload();
    await expect(page.getByRole('button', { name: 'Remove Google' })).toBeDisabled();
    await page.getByRole('link', { name: 'Edit Google' }).click();
    await expect(page.getByLabel('Client ID')).not.toBeEditable();
    await expectNoSaving(page);
    for (const [path, control] of [
      [paths.poolRoles('local', IdentityPoolId), page.getByLabel('ARN of the guest role')],
      [paths.poolRoleMapping('local', IdentityPoolId, google), page.getByRole('radio', { name: /^A role chosen by/ })],
      [paths.poolAttributes('local', IdentityPoolId), page.getByRole('radio', { name: /^Use default mappings/ })],
      [paths.poolTags('local', IdentityPoolId), page.getByRole('button', { name: 'Add tag' })],
      [paths.poolProperties('local', IdentityPoolId), page.getByLabel('Identity pool name')],
    ] as const) {
      await page.goto(path);
      await expect(control.and(page.locator(':disabled, [readonly], [aria-disabled=true]'))).toHaveCount(1);
      await expectNoSaving(page);
    }
  } finally {
    await setReadOnly(page, false);
  }
});

test('editing is turned off and on again, and nothing typed is lost by it', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  const name = page.getByLabel('Identity pool name');
  await name.fill('Store');
  try {
    await page.getByRole('button', { name: /^Connection: Local AWS/ }).click();
    await page.getByRole('menuitem', { name: 'Turn off editing' }).click();
    await expect(page.getByText('Editing is off for Local AWS', { exact: true })).toBeVisible();
    await expect(name).not.toBeEditable();
    // What can't be changed can still be copied.
    await name.selectText();
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('Store');
    await expect(name).toHaveValue('Store');
    await expectNoSaving(page);
    await page.getByRole('button', { name: /^Connection: Local AWS .* · read-only$/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Turn off editing' })).toHaveCount(0);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Turn on editing' }).click();
    const dialog = page.getByRole('dialog', { name: 'Turn on editing for Local AWS?' });
    await dialog.getByRole('button', { name: 'Turn on editing' }).click();
    await expect(name).toBeEditable();
    await expect(name).toHaveValue('Store');
    await expect(page.getByText('Editing is on for Local AWS', { exact: true })).toBeVisible();
    await expect(page.getByText('Editing is off for Local AWS', { exact: true })).toHaveCount(0);
  } finally {
    await setReadOnly(page, false);
  }
});

async function expectNoSaving(page: Page): Promise<void> {
  const review = page.getByRole('button', { name: 'Review changes' });
  await expect(review).toHaveAccessibleDescription(/This connection is read-only/);
}

/** For the session that all tests of this worker share. */
