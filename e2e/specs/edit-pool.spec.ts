import {
  type CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  UpdateIdentityPoolCommand,
  type UpdateIdentityPoolCommandInput,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool } from '../support/seed.ts';

const providers = {
  SupportedLoginProviders: { 'accounts.google.com': 'client' },
  DeveloperProviderName: 'login.example',
  IdentityPoolTags: { team: 'web' },
};

test('shows difference and command before it saves, and keeps what it does not change', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Store');
  await page.getByRole('checkbox', { name: 'Give guests credentials' }).check();
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('row', { name: /Name/ })).toContainText('Shop');
  await expect(review.getByRole('row', { name: /Name/ })).toContainText('Store');
  await expect(review.getByText(/aws cognito-identity update-identity-pool/)).toContainText(
    '"accounts.google.com": "client"',
  );
  await expect(review.getByText(/anyone on the internet/i)).toBeVisible();
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Store.');
  const { $metadata: _metadata, ...pool } = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toEqual({
    IdentityPoolId,
    IdentityPoolName: 'Store',
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: false,
    ...providers,
  });
});

test('sets a classic flow that was not set, for which there is no way back', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { ...providers, AllowClassicFlow: undefined });
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  const notSet = page.getByRole('radio', { name: 'Not set (active by default)' });
  await expect(notSet).toBeChecked();
  await page.getByRole('radio', { name: 'Inactive' }).check();
  const review = await openReview(page);
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  await expect(page.getByRole('radio', { name: 'Inactive' })).toBeChecked();
  await expect(notSet).toHaveCount(0);
  const { $metadata: _metadata, ...pool } = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toEqual({
    IdentityPoolId,
    IdentityPoolName: 'Shop',
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    ...providers,
  });
});

test('an edit that another one overtook shows the three versions and saves what the person chooses', async ({
  page,
  cognito,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Mine');
  const review = await openReview(page);
  await changeMeanwhile(cognito, IdentityPoolId, { IdentityPoolName: 'Theirs' });
  await review.getByRole('button', { name: 'Save changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  const row = stale.getByRole('row', { name: /Name/ });
  await expect(row).toContainText('Shop');
  await expect(row).toContainText('Theirs');
  await expect(row).toContainText('Mine');
  await expect(row).toContainText('Conflict');
  await stale.getByRole('button', { name: 'Review all of mine' }).click();
  await page.getByRole('dialog', { name: 'Review changes' }).getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Mine.');
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool.IdentityPoolName).toBe('Mine');
});

test('"Use theirs" lets the own edit go and shows what AWS has', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Mine');
  const theirs = { IdentityPoolId, IdentityPoolName: 'Theirs', AllowUnauthenticatedIdentities: false, ...providers };
  await cognito.send(new UpdateIdentityPoolCommand({ ...theirs, AllowClassicFlow: true }));
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Use theirs' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Identity pool name')).toHaveValue('Theirs');
  await expect(page.getByRole('radio', { name: 'Active', exact: true })).toBeChecked();
  await expect(page.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();
  // Nothing is left to lose: leaving asks nothing.
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByRole('tab', { name: 'Overview', selected: true })).toBeVisible();
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toMatchObject(theirs);
});

test('two edits of unrelated settings can both be kept', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Mine');
  const review = await openReview(page);
  await changeMeanwhile(cognito, IdentityPoolId, { AllowUnauthenticatedIdentities: true });
  await review.getByRole('button', { name: 'Save changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  await expect(stale.getByText(/There is no conflict/)).toBeVisible();
  await expect(stale.getByRole('row', { name: /Guest access/ })).toContainText('Not changed by you');
  // One way on, and the way back.
  const ways = stale.getByRole('button').filter({ hasText: /./ });
  await expect(ways).toHaveText(['Back to editing', 'Keep both']);
  await stale.getByRole('button', { name: 'Keep both' }).click();
  await expectNotice(page, /was kept beside yours/);
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toMatchObject({ IdentityPoolName: 'Mine', AllowUnauthenticatedIdentities: true, ...providers });
});

test('a page that was open reviews against the pool as it is now', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await changeMeanwhile(cognito, IdentityPoolId, { AllowUnauthenticatedIdentities: true });
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Store');
  await changeMeanwhile(cognito, IdentityPoolId, {});
  const review = await openReview(page);
  await expect(review.getByRole('table', { name: 'Changes', exact: true }).getByRole('row')).toHaveCount(2);
  await expect(review.getByText('Somebody else changed this pool since you began')).toBeVisible();
  await review.getByRole('button', { name: 'What they changed' }).click();
  const theirs = review.getByRole('table', { name: 'Changes by somebody else' });
  await expect(theirs.getByRole('row', { name: /Guest access/ })).toContainText('ActiveInactive');
  await review.getByRole('button', { name: 'AWS CLI command' }).click();
  const command = review.getByRole('group', { name: 'AWS CLI command for UpdateIdentityPool' });
  await expect(command).toContainText('"AllowUnauthenticatedIdentities": false');
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Store.');
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toMatchObject({ IdentityPoolName: 'Store', AllowUnauthenticatedIdentities: false });
});

test('a pool that can not be read again is not reviewed, and nothing is sent', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Store');
  await control('PUT', 'faults', {
    rules: [{ operation: 'DescribeIdentityPool', error: 'AccessDeniedException', times: 100 }],
  });
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByText('The pool could not be read again')).toBeVisible();
  await expect(review.getByRole('button', { name: 'Save changes' })).toHaveAttribute('aria-disabled', 'true');
  await control('PUT', 'faults', { rules: [] });
  await review.getByRole('button', { name: 'Try again' }).click();
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Store.');
});

test('guest access and the classic flow, changed by two people, are never merged silently', async ({
  page,
  cognito,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByRole('checkbox', { name: 'Give guests credentials' }).check();
  await changeMeanwhile(cognito, IdentityPoolId, { AllowClassicFlow: true });
  await page.getByRole('button', { name: 'Review changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  await expect(stale.getByText('Belongs together').first()).toBeVisible();
  await expect(stale.getByRole('button', { name: 'Keep both' })).toBeHidden();
});

test('a save that AWS refuses says that nothing was changed, and keeps the form', async ({
  page,
  cognito,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Store');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await control('PUT', 'faults', { rules: [{ operation: 'UpdateIdentityPool', error: 'NotAuthorizedException' }] });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes were not saved')).toBeVisible();
  await page.getByRole('button', { name: 'Back to editing' }).click();
  await expect(page.getByLabel('Identity pool name')).toHaveValue('Store');
});

test('a name that AWS would refuse is refused on its field', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('a/b');
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByText(/Only unaccented letters/)).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('going back straight to another pool does not carry the edit there', async ({ page, cognito }) => {
  const [one, other] = [await createPool(cognito, 'One'), await createPool(cognito, 'Other')];
  await page.goto(paths.poolProperties('local', one));
  await expect(page.getByLabel('Identity pool name')).toHaveValue('One');
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Identity pools' }).click();
  await page.getByRole('link', { name: 'Other' }).click();
  await page.getByRole('tab', { name: 'Properties' }).click();
  await page.getByLabel('Identity pool name').fill('Edited');
  expect(page.url()).toContain(encodeURI(other));
  await page.evaluate(() => history.go(-3));
  await page.getByRole('button', { name: 'Leave and discard' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'One' })).toBeVisible();
  await expect(page.getByLabel('Identity pool name')).toHaveValue('One');
});

test('a pool that does not exist says so', async ({ page }) => {
  await page.goto('/connections/local/pools/us-east-1:11111111-2222-4333-8444-555555555555');
  await expect(page.getByRole('heading', { name: 'This identity pool does not exist' })).toBeVisible();
});

/** Opens the review, and waits until it has read the pool again. */
async function openReview(page: Page) {
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('table', { name: 'Changes' })).toBeVisible();
  return review;
}

/** What somebody else saves while the page is open: a pool named Shop with one setting changed. */
async function changeMeanwhile(
  cognito: CognitoIdentityClient,
  IdentityPoolId: string,
  change: Partial<UpdateIdentityPoolCommandInput>,
): Promise<void> {
  const before = {
    IdentityPoolName: 'Shop',
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    ...providers,
  };
  await cognito.send(new UpdateIdentityPoolCommand({ IdentityPoolId, ...before, ...change }));
}
