// What the console says of a save must be what AWS did.
import { DescribeIdentityPoolCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

interface Case {
  readonly title: string;
  readonly fault: Readonly<Record<string, unknown>>;
  readonly header: string;
  readonly says: RegExp;
  readonly name: string;
}

const failures: readonly Case[] = [
  {
    title: 'an error of AWS that stays',
    fault: { error: 'InternalErrorException', status: 500, times: 100 },
    // A server that fails may have done it all the same.
    header: 'It is not known whether the changes were saved',
    says: /AWS had an internal error/,
    name: 'Shop',
  },
  {
    title: 'throttling that stays',
    fault: { error: 'TooManyRequestsException', times: 100 },
    header: 'The changes were not saved',
    says: /too many at the moment\. This one was not done/,
    name: 'Shop',
  },
  {
    title: 'an HTML page in place of an answer',
    fault: { status: 502, times: 100 },
    header: 'It is not known whether the changes were saved',
    says: /did not come from AWS/,
    name: 'Shop',
  },
  {
    title: 'no answer at all',
    fault: { hang: true, times: 100 },
    header: 'It is not known whether the changes were saved',
    says: /A look right afterwards shows the pool without it/,
    name: 'Shop',
  },
];

for (const { title, fault, header, says, name } of failures) {
  test(`${title}: says exactly what is known, once, and keeps the edit`, async ({ page, cognito, control }) => {
    const IdentityPoolId = await createPool(cognito, 'Shop');
    await control('PUT', 'faults', { rules: [{ operation: 'UpdateIdentityPool', ...fault }] });
    await rename(page, IdentityPoolId, 'Store');
    const review = page.getByRole('dialog', { name: 'Review changes' });
    // Until the console gives up, where AWS does not answer.
    await expect(review.getByText(header)).toBeVisible({ timeout: 60_000 });
    await expect(review.getByText(header)).toBeInViewport();
    await expect(review.getByText(says)).toHaveCount(1);
    const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
    expect(pool.IdentityPoolName).toBe(name);
    // The same edit goes through once AWS answers again.
    await control('PUT', 'faults', { rules: [] });
    await review.getByRole('button', { name: 'Save changes' }).click();
    await expectNotice(page, 'Saved Store.');
  });
}

test('a change that AWS made although its answer was lost counts as saved', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  const fault = { operation: 'UpdateIdentityPool', status: 502, afterEffect: true, times: 100 };
  await control('PUT', 'faults', { rules: [fault] });
  await rename(page, IdentityPoolId, 'Store');
  await expectNotice(page, 'Saved Store.');
  await expect(page.getByRole('heading', { level: 1, name: 'Store' })).toBeVisible();
});

test('a pool made in part says which call was made and which failed, and the reason once', async ({
  page,
  iam,
  control,
}) => {
  const role = await createRole(iam, 'users');
  await page.goto(paths.poolCreate('local'));
  await page.getByLabel('Identity pool name').fill('Half');
  for (const title of ['Identity providers', 'Roles']) await next(page, title);
  await page.getByLabel(/authenticated role/).fill(role);
  await page.keyboard.press('Escape');
  for (const title of ['Tags', 'Review and create']) await next(page, title);
  await control('PUT', 'faults', { rules: [{ operation: 'SetIdentityPoolRoles', error: 'AccessDeniedException' }] });
  await page.getByRole('button', { name: 'Create identity pool' }).click();
  const calls = page.getByRole('listitem').filter({ hasText: /^(CreateIdentityPool|SetIdentityPoolRoles) / });
  await expect(calls).toHaveText(['CreateIdentityPool was made', 'SetIdentityPoolRoles failed']);
  await expect(page.getByText(/User is not authorized to perform this operation/)).toHaveCount(1);
});

async function rename(page: Page, poolId: string, name: string): Promise<void> {
  await page.goto(paths.poolProperties('local', poolId));
  await page.getByLabel('Identity pool name').fill(name);
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
}

async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}
