import { ListIdentityPoolsCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { countBytes } from '../support/bytes.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

const list = paths.pools('local');

test('an empty local AWS offers sample data, and loads it through the API', async ({ page, cognito }) => {
  await page.goto(list);
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expectNotice(page, /^Made \d+ identity pools, \d+ roles and [\d,]+ identities\.$/);
  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  expect(IdentityPools.length).toBeGreaterThan(3);
  for (const { IdentityPoolName } of IdentityPools) {
    await expect(page.getByRole('link', { name: IdentityPoolName ?? '', exact: true })).toBeVisible();
  }
});

test('shows what AWS says of each pool', async ({ page, cognito }) => {
  await createPool(cognito, 'Open', {
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: true,
    IdentityPoolTags: { team: 'web' },
  });
  await createPool(cognito, 'Closed', { SupportedLoginProviders: { 'accounts.google.com': 'client' } });
  await page.goto(list);
  const open = page.getByRole('row', { name: /Open/ });
  await expect(open.getByText('Active', { exact: true })).toHaveCount(2);
  await expect(open).toContainText('team=web');
  const closed = page.getByRole('row', { name: /Closed/ });
  await expect(closed.getByText('Inactive', { exact: true })).toHaveCount(2);
  await expect(closed).toContainText('Google');
  await expect(page.getByRole('heading', { name: /Identity pools/ })).toContainText('(2)');
});

test('lists every pool, more than one page of AWS holds', async ({ page, cognito }) => {
  await Promise.all(
    Array.from({ length: 75 }, (_, index) => createPool(cognito, `Pool ${String(index).padStart(2, '0')}`)),
  );
  await page.goto(list);
  await expect(page.getByRole('heading', { name: /Identity pools/ })).toContainText('(75)');
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  await page.reload();
  await expect(page).toHaveURL(/page=2/);
  await expect(page.getByRole('link', { name: 'Pool 00', exact: true })).toBeHidden();
});

test('keeps filter and sorting in the URL, so that a link shows the same', async ({ page, cognito }) => {
  await createPool(cognito, 'Alpha', { IdentityPoolTags: { env: 'prod' } });
  await createPool(cognito, 'Beta', { IdentityPoolTags: { env: 'test' } });
  await page.goto(list);
  await page.getByRole('combobox', { name: /Find|Filter/ }).fill('Alph');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Beta', exact: true })).toBeHidden();
  await expect(page.getByRole('heading', { name: /Identity pools/ })).toContainText('(1/2)');
  const link = page.url();
  expect(link).toContain('?text=Alph');
  await page.goto(list);
  await expect(page.getByRole('link', { name: 'Beta', exact: true })).toBeVisible();
  await page.goto(link);
  await expect(page.getByRole('link', { name: 'Alpha', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Beta', exact: true })).toBeHidden();
});

test('finds pools by their app clients, and by the names of their roles and user pools', async ({
  page,
  cognito,
  iam,
  control,
}) => {
  const authenticated = await createRole(iam, 'ShopUser');
  const ProviderName = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop';
  await createPool(cognito, 'By client', { CognitoIdentityProviders: [{ ProviderName, ClientId: '6shopclient' }] });
  const IdentityPoolId = await createPool(cognito, 'By role');
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  const heading = page.getByRole('heading', { name: /Identity pools/ });
  for (const [search, name] of [
    ['text=6shopclient', 'By client'],
    ['userPool=us-east-1_Shop', 'By client'],
    ['text=shopuser', 'By role'],
    ['role=ShopUser', 'By role'],
  ] as const) {
    await page.goto(`${list}?${search}`);
    await expect(heading).toContainText('(1/2)');
    await expect(page.getByRole('link', { name, exact: true })).toBeVisible();
  }
  // What could not be searched is said, so that nobody takes the answer for complete.
  await control('PUT', 'faults', {
    rules: [{ operation: 'GetIdentityPoolRoles', error: 'NotAuthorizedException', times: 100 }],
  });
  await page.goto(`${list}?text=shopuser`);
  await expect(page.getByText('The roles of some pools could not be read', { exact: false })).toBeVisible();
  await expect(heading).toContainText('(0/2)');
});

test('in a window of 1024 pixels a row shows the end of the id, both flags and the providers in full', async ({
  page,
  cognito,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const poolId = await createPool(cognito, 'Orders', {
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: undefined,
    SupportedLoginProviders: { 'accounts.google.com': 'g', 'graph.facebook.com': 'f', 'www.amazon.com': 'a' },
  });
  await page.goto(list);
  const row = page.getByRole('row', { name: /Orders/ });
  for (const text of [poolId.slice(-8), 'Active', 'Active by default']) {
    await expect(row.getByText(text, { exact: true })).toBeInViewport({ ratio: 1 });
  }
  const providers = row.getByText('Google, Facebook, Login with Amazon');
  await expect(providers).toBeInViewport({ ratio: 1 });
  expect(await providers.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
});

test('says what to do when nothing matches, and when AWS fails', async ({ page, cognito, control }) => {
  await createPool(cognito, 'Alpha');
  await page.goto(`${list}?q=nonsense`);
  await page.getByRole('combobox', { name: /Find|Filter/ }).fill('nothing like it');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByRole('link', { name: 'Alpha', exact: true })).toBeVisible();

  await control('PUT', 'faults', {
    rules: [{ operation: 'ListIdentityPools', error: 'NotAuthorizedException', times: 100 }],
  });
  await page.reload();
  await expect(page.getByText('The identity pools could not be loaded')).toBeVisible();
  await control('PUT', 'faults', { rules: [] });
  await page.getByRole('button', { name: /Retry|Try again/ }).click();
  await expect(page.getByRole('link', { name: 'Alpha', exact: true })).toBeVisible();
});

test('one unreadable pool does not hide the others', async ({ page, cognito, control }) => {
  await createPool(cognito, 'Alpha');
  await createPool(cognito, 'Beta');
  await control('PUT', 'faults', {
    rules: [{ operation: 'DescribeIdentityPool', error: 'NotAuthorizedException', times: 1 }],
  });
  await page.goto(list);
  await expect(page.getByText('Not readable')).toHaveCount(1);
  await expect(page.getByRole('row').filter({ hasText: 'Inactive' })).toHaveCount(1);
});

test('sends at most 416 kB until the list of pools is there', async ({ page: first, browser, cognito, consoleUrl }) => {
  await createPool(cognito, 'Orders');
  // A context of its own has an empty cache.
  const context = await browser.newContext({ storageState: await first.context().storageState() });
  const page = await context.newPage();
  const bytes = await countBytes(page);
  await page.goto(new URL(list, consoleUrl).href);
  await expect(page.getByRole('link', { name: 'Orders', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Preferences' })).toBeVisible();
  expect(bytes.all).toBeLessThanOrEqual(416_000);
  expect(bytes.scripts).toBeGreaterThan(100_000);

  // What comes only when it is asked for is there at the first press.
  await page.getByRole('button', { name: 'Preferences' }).click();
  const preferences = page.getByRole('dialog', { name: 'Preferences' });
  await preferences.getByRole('radio', { name: '50 pools' }).check();
  await preferences.getByRole('button', { name: 'Confirm' }).click();
  await expect(preferences).toBeHidden();
  await page.getByRole('button', { name: 'Open help' }).click();
  await expect(page.getByRole('heading', { name: 'Identity pools', level: 2 })).toBeVisible();
  await context.close();
});
