import { paths } from '@lifeguard/web/paths';

import { expect, test as base } from '../fixtures.ts';
import { makeAwsFiles } from '../support/aws-files.ts';
import { signIn } from '../support/profile.ts';
import { type Console, startConsole } from '../support/servers.ts';

/** The console of somebody with two profiles: `empty` without credentials, `work.dev` with an SSO sign-in that ran out. */
const test = base.extend<object, { profiles: Console }>({
  profiles: [
    async ({ servers }, use) => {
      const files = await makeAwsFiles();
      const console = await startConsole(servers.localAws, files.env);
      await use(console);
      await console.stop();
      await files.remove();
    },
    { scope: 'worker' },
  ],
  signedIn: [
    async ({ browser, profiles }, use) => {
      const profile = await signIn(browser, profiles);
      await use(profile);
      await profile.context.close();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ profiles }, use) => use(profiles.url),
});

// On one worker: a second one would start a console of its own.
test.describe.configure({ mode: 'default' });

test('the switcher names each connection with its region and whether it can be changed, and leads to it', async ({
  page,
}) => {
  await page.goto(paths.pools('local'));
  await page.getByRole('button', { name: /^Connection: Local AWS · 123456789012 us-east-1$/ }).click();
  const items = page.getByRole('menuitemcheckbox');
  await expect(items).toHaveCount(3);
  await expect(items.nth(0)).toContainText('Local AWS');
  await expect(items.nth(0)).toContainText('us-east-1 · editing on');
  await expect(items.nth(0)).toBeChecked();
  await expect(items.nth(1)).toContainText('eu-west-1 · read-only');
  await expect(items.nth(2)).toContainText('eu-central-1 · read-only');
  await items.nth(2).click();
  await expect(page).toHaveURL(paths.pools('profile-work.dev~eu-central-1'));
  await expect(page.getByRole('button', { name: 'Connection: work.dev · eu-central-1 · read-only' })).toBeVisible();
});

test('the switcher leads to what of the AWS files can not be used', async ({ page }) => {
  await page.goto(paths.pools('local'));
  await page.getByRole('button', { name: /^Connection:/ }).click();
  await page.getByRole('menuitem', { name: 'What can’t be used, and why' }).click();
  const dialog = page.getByRole('dialog', { name: 'What of your AWS files can’t be used here' });
  await expect(dialog.getByText(/^The profile "my laptop" of .* can't be used here: .* without spaces/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(dialog).toBeHidden();
});

test('a profile without credentials shows the command that sets them, to copy', async ({ page }) => {
  await page.goto(paths.pools('profile-empty~eu-west-1'));
  await expect(page.getByText('This connection has no credentials')).toBeVisible();
  await expect(page.getByText('aws configure --profile empty')).toHaveCount(1);
  await page.getByRole('button', { name: 'Copy command that mends the connection' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  // Read by pasting: the page's own policy lets no script read the clipboard.
  const filter = page.getByRole('combobox', { name: 'Find identity pools' });
  await filter.press('ControlOrMeta+V');
  await expect(filter).toHaveValue('aws configure --profile empty');
});

test('a profile with an endpoint_url says that Lifeguard does not follow it', async ({ page }) => {
  await page.goto(paths.pools('profile-empty~eu-west-1'));
  const notice = page.getByText(/^Lifeguard calls AWS \(https:\/\/cognito-identity\.eu-west-1\.amazonaws\.com\)\./);
  await expect(notice).toContainText('The AWS CLI would call http://127.0.0.1:4566');
  await page.goto(paths.pools('profile-work.dev~eu-central-1'));
  await expect(page.getByText('The credentials of this connection have expired')).toBeVisible();
  await expect(notice).toBeHidden();
});

test('an expired sign-in shows the command that signs in again', async ({ page }) => {
  await page.goto(paths.pools('profile-work.dev~eu-central-1'));
  await expect(page.getByText('The credentials of this connection have expired')).toBeVisible();
  await expect(page.getByText('aws sso login --profile work.dev')).toHaveCount(1);
});

test('a real account is read-only until editing is turned on, for this connection alone', async ({ page }) => {
  await page.goto(paths.pools('profile-empty~eu-west-1'));
  const create = page.getByRole('link', { name: 'Create identity pool' });
  await expect(create).toBeDisabled();
  await create.hover();
  const reason = page.getByText('This connection is read-only. Turn on editing in the banner above the page.');
  await expect(reason.filter({ visible: true })).toBeVisible();
  // The tooltip would lie over the banner.
  await page.getByRole('heading', { level: 1 }).hover();

  await page.getByRole('button', { name: 'Turn on editing' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn on editing for empty?' });
  await expect(dialog).toContainText('region eu-west-1');
  await dialog.getByRole('button', { name: 'Turn on editing' }).click();
  await expect(dialog).toBeHidden();
  await expect(create).toBeEnabled();
  await expect(page.getByText('Read-only', { exact: true })).toBeHidden();
  await page.goto(paths.pools('profile-work.dev~eu-central-1'));
  await expect(page.getByText('Read-only', { exact: true })).toBeVisible();
});
