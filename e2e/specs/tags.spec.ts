import { ListTagsForResourceCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, poolArn } from '../support/seed.ts';

test('sets, changes and removes tags, each with a call that touches no other', async ({ page, cognito }) => {
  const IdentityPoolTags = { team: 'web', old: 'x', stage: 'test' };
  const IdentityPoolId = await createPool(cognito, 'Shop', { IdentityPoolTags });
  await page.goto(paths.poolTags('local', IdentityPoolId));
  await row(page, 1)
    .getByLabel(/^Value/)
    .fill('shop');
  await page.getByRole('button', { name: 'Remove tag 2' }).click();
  await page.getByRole('button', { name: 'Add tag' }).click();
  await row(page, 3).getByLabel('Key').fill('Kosten Stelle: é');
  const review = await openReview(page);
  await expect(review.getByRole('row', { name: /Kosten Stelle/ })).toContainText('(none)(empty)');
  await expect(review.getByText(/aws cognito-identity untag-resource/)).toContainText('old');
  await expect(review.getByText(/aws cognito-identity tag-resource/)).not.toContainText('stage');
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  const { Tags } = await cognito.send(new ListTagsForResourceCommand({ ResourceArn: poolArn(IdentityPoolId) }));
  expect(Tags).toEqual({ team: 'shop', stage: 'test', 'Kosten Stelle: é': '' });
});

test('what AWS would refuse is said on the field', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { IdentityPoolTags: { team: 'web' } });
  await page.goto(paths.poolTags('local', IdentityPoolId));
  for (const [key, message] of [
    ['aws:x', /reserved by AWS/],
    ['team', /Each key can be used once/],
    ['a?b', /Only letters, digits, spaces/],
    ['console:protected', /with the button under Protection/],
  ] as const) {
    if (key === 'aws:x') await page.getByRole('button', { name: 'Add tag' }).click();
    await row(page, 2).getByLabel('Key').fill(key);
    await row(page, 2)
      .getByLabel(/^Value/)
      .fill('true');
    await page.getByRole('button', { name: 'Review changes' }).click();
    await expect(row(page, 2).getByText(message)).toBeVisible();
  }
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('protection is a step of its own, and while it is there the roles stay', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { IdentityPoolTags: { team: 'web' } });
  await page.goto(paths.poolTags('local', IdentityPoolId));
  await page.getByRole('button', { name: 'Protect this pool' }).click();
  await save(page);
  await expect(page.getByText('This pool is protected')).toBeVisible();
  await row(page, 1)
    .getByLabel(/^Value/)
    .fill('shop');
  const remove = page.getByRole('button', { name: 'Remove protection' });
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await expect(remove).toHaveAccessibleDescription(/Save or discard your other changes first/);
  await page.getByRole('button', { name: 'Review changes' }).click();
  await save(page);
  await remove.click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('row')).toHaveCount(2);
  await save(page);
  await expect(page.getByRole('button', { name: 'Protect this pool' })).toBeVisible();
  const { Tags } = await cognito.send(new ListTagsForResourceCommand({ ResourceArn: poolArn(IdentityPoolId) }));
  expect(Tags).toEqual({ team: 'shop' });
});

function row(page: Page, number: number) {
  return page.getByRole('group', { name: `tag ${number}`, exact: true });
}

async function openReview(page: Page) {
  await page.getByRole('button', { name: 'Review changes' }).click();
  return page.getByRole('dialog', { name: 'Review changes' });
}

async function save(page: Page): Promise<void> {
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expect(review).toBeHidden();
}
