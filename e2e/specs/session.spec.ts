import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { createPool } from '../support/seed.ts';
import { startConsole } from '../support/servers.ts';

test.describe('without a session', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('the page says how to sign in', async ({ page }) => {
    await page.goto(paths.pools('local'));
    await expect(page.getByRole('heading', { name: 'Sign in to Lifeguard' })).toBeVisible();
    await expect(page.getByText(/Press Enter there/)).toBeVisible();
  });

  test('a sign-in link works once, leaves no token behind, and leads where one wanted to go', async ({
    page,
    servers,
    browser,
  }) => {
    const console = await startConsole(servers.localAws);
    const token = new URL(console.signInLink).hash;
    await page.goto(`${console.url}/connections/local/pools?page=1`);
    await expect(page.getByRole('heading', { name: 'Sign in to Lifeguard' })).toBeVisible();
    await page.goto(console.signInLink);
    await expect(page.getByRole('heading', { name: /Identity pools/ })).toBeVisible();
    expect(page.url()).not.toContain('#t=');
    expect(page.url()).toContain('/connections/local/pools');
    await page.goBack();
    expect(page.url()).not.toContain(token);
    expect(console.output.filter((line) => line.includes(token.slice(3))).length).toBe(1);

    const other = await browser.newContext();
    const second = await other.newPage();
    await second.goto(console.signInLink);
    await expect(second.getByText('The sign-in link was used already or is too old')).toBeVisible();
    await other.close();
    await console.stop();
  });
});

test('a session that ends leaves the form as it is', async ({ page, cognito, servers, browser }) => {
  const console = await startConsole(servers.localAws);
  const context = await browser.newContext();
  const tab = await context.newPage();
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.close();
  await tab.goto(console.signInLink);
  await expect(tab.getByRole('heading', { name: /Identity pools/ })).toBeVisible();
  await tab.goto(console.url + paths.poolProperties('local', IdentityPoolId));
  await tab.getByLabel('Identity pool name').fill('Store');
  await context.clearCookies();
  await tab.getByRole('button', { name: 'Review changes' }).click();
  await expect(tab.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
  await expect(tab.locator('input[value="Store"]')).toBeAttached();
  await context.close();
  await console.stop();
});

test('signing out ends the session for good', async ({ servers, browser }) => {
  const console = await startConsole(servers.localAws);
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(console.signInLink);
  await expect(tab.getByRole('heading', { name: /Identity pools/ })).toBeVisible();
  const cookies = await context.cookies();
  const csrf = await tab.evaluate(() => Object.values(localStorage).find((value: string) => value.length === 43) ?? '');
  await tab.getByRole('button', { name: 'Sign out' }).click();
  await expect(tab.getByText(/Press Enter there/)).toBeVisible();
  const answer = await fetch(`${console.url}/api/session`, {
    headers: { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '), 'X-Console-CSRF': csrf },
  });
  expect(answer.status).toBe(401);
  await context.close();
  await console.stop();
});
