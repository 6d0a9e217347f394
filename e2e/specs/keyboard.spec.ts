import { ListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity';
import type { Locator } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool } from '../support/seed.ts';

test('a pool is created and renamed by keyboard alone, with the focus always in sight', async ({ page, cognito }) => {
  await page.goto(paths.pools('local'));
  await tabTo(page, page.getByRole('link', { name: 'Create identity pool' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Identity pool name'));
  await page.keyboard.type('Keys');
  for (const title of ['Identity providers', 'Roles', 'Tags', 'Review and create']) {
    await tabTo(page, page.getByRole('button', { name: 'Next', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
  await tabTo(page, page.getByRole('button', { name: 'Create identity pool' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Keys' })).toBeVisible();

  await tabTo(page, page.getByRole('link', { name: 'Edit properties' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByLabel('Identity pool name'));
  await page.keyboard.press('End');
  await page.keyboard.type(' 2');
  // Enter in a field goes on, as in any form.
  await page.keyboard.press('Enter');
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('table', { name: 'Changes' })).toBeVisible();
  await tabTo(page, review.getByRole('button', { name: 'Save changes' }));
  await page.keyboard.press('Enter');
  await expectNotice(page, 'Saved Keys 2.');
  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  expect(IdentityPools.map((pool) => pool.IdentityPoolName)).toEqual(['Keys 2']);
});

test('closing a dialog gives the focus back to what opened it', async ({ page, cognito }) => {
  const poolId = await createPool(cognito, 'Shop');
  await page.goto(paths.pool('local', poolId));
  const remove = page.getByRole('button', { name: 'Delete pool' });
  await tabTo(page, remove);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Delete Shop?' });
  await expect(dialog).toBeVisible();
  // The focus stays inside while the dialog is open.
  for (let count = 0; count < 12; count += 1) {
    await page.keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(remove).toBeFocused();

  await page.goto(paths.poolProperties('local', poolId));
  await page.getByLabel('Identity pool name').fill('Store');
  const reviewChanges = page.getByRole('button', { name: 'Review changes' });
  await tabTo(page, reviewChanges);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Review changes' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reviewChanges).toBeFocused();
});

/** Presses Tab until the element has the focus, and checks that one sees it. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      await expect(target).toBeInViewport();
      expect(await looksFocused(target), 'the focus is to be seen').toBe(true);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error('Eighty presses of Tab did not reach it.');
}

/** Cloudscape draws the ring as a pseudo-element, a shadow, an outline or a border. */
function looksFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const drawn = (pseudo?: string) => {
      const style = getComputedStyle(element, pseudo);
      return [style.boxShadow, style.outlineStyle, style.borderColor, style.content].join(' ');
    };
    const all = () => [drawn(), drawn('::before'), drawn('::after')].join('; ');
    const focused = all();
    (element as HTMLElement).blur();
    const plain = all();
    (element as HTMLElement).focus();
    return focused !== plain;
  });
}
