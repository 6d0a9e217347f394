import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  ListIdentityPoolsCommand,
} from '@aws-sdk/client-cognito-identity';

import type { Locator } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createRole } from '../support/seed.ts';

const create = paths.poolCreate('local');

test('sets every member of CreateIdentityPool and the two default roles, chosen from the account or typed', async ({
  page,
  cognito,
  iam,
}) => {
  // The sample data has user pools and providers of IAM to choose from.
  await page.goto(paths.pools('local'));
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expectNotice(page, /^Made \d+ identity pools/);
  const authenticated = await createRole(iam, 'everything-users');
  const unauthenticated = await createRole(iam, 'everything-guests');
  await page.goto(create);
  await page.getByLabel('Identity pool name').fill('Everything');
  await page.getByRole('checkbox', { name: 'Give guests credentials' }).check();
  await expect(page.getByText(/Anyone on the internet/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Allow the classic flow' }).check();
  await next(page, 'Identity providers');

  await page.getByRole('button', { name: 'Add user pool' }).click();
  const own = page.getByRole('group', { name: 'user pool 1' });
  const foreign = page.getByRole('group', { name: 'user pool 2' });
  await choose(own.getByLabel('User pool', { exact: true }), 'customers-staging', /^harbour-customers-staging/);
  await choose(own.getByLabel('App client ID'), 'mobile', /^mobile-app-staging/);
  await own.getByRole('checkbox', { name: 'Check tokens with the user pool' }).check();
  await page.getByRole('button', { name: 'Add user pool' }).click();
  await foreign
    .getByLabel('User pool', { exact: true })
    .fill('https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc:client1');
  for (const [provider, label, value] of [
    ['Facebook', 'App ID', '111'],
    ['Google', 'Client ID', 'google.apps'],
    ['Login with Amazon', 'App ID', 'amzn1.app'],
    ['Sign in with Apple', 'Services ID', 'com.example.app'],
    ['X (Twitter)', 'Consumer key', 'key'],
    ['X (Twitter)', 'Consumer secret', 'secret'],
    ['Digits (legacy)', 'Consumer key', 'dkey'],
    ['Digits (legacy)', 'Consumer secret', 'dsecret'],
  ] as const) {
    await fillSocial(page, provider, label, value);
  }
  await page.getByRole('button', { name: 'Add OIDC provider' }).click();
  await choose(page.getByLabel('OIDC provider', { exact: true }), 'login.harbour', /^login.harbour.example/);
  await expect(page.getByText('https://login.harbour.example')).toBeVisible();
  await page.getByRole('button', { name: 'Add SAML provider' }).click();
  await page.getByLabel('SAML provider', { exact: true }).fill('arn:aws:iam::123456789012:saml-provider/typed');
  await expect(page.getByText('IAM does not list this SAML provider', { exact: false })).toBeVisible();
  await page.getByLabel('Developer provider name').fill('login.example');
  await expect(page.getByText(/it can never be changed and never be removed/)).toBeVisible();
  await next(page, 'Roles');

  await choose(page.getByLabel(/authenticated role/), 'everything-users', /^everything-users/);
  await expect(
    page.getByText('No condition on cognito-identity.amazonaws.com:aud names the pool', { exact: false }),
  ).toBeVisible();
  await page.getByLabel(/guest role/).fill(unauthenticated);
  await page.keyboard.press('Escape');
  await next(page, 'Tags');
  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.getByLabel('Key').fill('team');
  await page.getByLabel(/^Value/).fill('orders');
  await next(page, 'Review and create');

  await expect(page.getByText('Everything', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'AWS CLI commands' }).click();
  await expect(page.getByText(/aws cognito-identity create-identity-pool/)).toBeVisible();
  const command = (operation: string) => page.getByRole('group', { name: `AWS CLI command for ${operation}` });
  await expect(command('CreateIdentityPool')).toContainText(/^IDENTITY_POOL_ID=\$\(AWS_ACCESS_KEY_ID/);
  await expect(command('SetIdentityPoolRoles')).toContainText(`"IdentityPoolId": "'"$IDENTITY_POOL_ID"'"`);
  await page.getByRole('button', { name: 'Create identity pool' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Everything' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Check its roles' })).toBeVisible();
  expect(await page.evaluate(() => window.scrollY), 'the new page begins at its top').toBe(0);

  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const IdentityPoolId = IdentityPools.find((pool) => pool.IdentityPoolName === 'Everything')?.IdentityPoolId;
  const { $metadata: _describe, ...pool } = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toEqual({
    IdentityPoolId,
    IdentityPoolName: 'Everything',
    AllowUnauthenticatedIdentities: true,
    AllowClassicFlow: true,
    SupportedLoginProviders: {
      'graph.facebook.com': '111',
      'accounts.google.com': 'google.apps',
      'www.amazon.com': 'amzn1.app',
      'appleid.apple.com': 'com.example.app',
      'api.twitter.com': 'key;secret',
      'www.digits.com': 'dkey;dsecret',
    },
    DeveloperProviderName: 'login.example',
    OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/login.harbour.example'],
    CognitoIdentityProviders: [
      {
        ProviderName: expect.stringMatching(/^cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w+$/),
        ClientId: expect.stringMatching(/^\w{26}$/),
        ServerSideTokenCheck: true,
      },
      {
        ProviderName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc',
        ClientId: 'client1',
        ServerSideTokenCheck: false,
      },
    ],
    SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/typed'],
    IdentityPoolTags: { team: 'orders' },
  });
  const { Roles } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }));
  expect(Roles).toEqual({ authenticated, unauthenticated });
});

test('puts each error on its field and loses nothing, over a reload too', async ({ page }) => {
  await page.goto(create);
  await tryNext(page);
  await expect(page.getByText('Enter a name.').first()).toBeVisible();
  await page.getByLabel('Identity pool name').fill('Straße');
  await tryNext(page);
  await expect(page.getByText(/Only unaccented letters/).first()).toBeVisible();
  await page.getByLabel('Identity pool name').fill('Shop');
  await next(page, 'Identity providers');
  await page.getByRole('button', { name: 'Add user pool' }).click();
  await page.getByLabel('User pool', { exact: true }).fill('our users');
  await fillSocial(page, 'Google', 'Client ID', 'no spaces here');
  await expect(page.getByText('Enter the app client id.')).toBeHidden();
  await tryNext(page);
  await expect(page.getByText(/Write it as cognito-idp/).first()).toBeVisible();
  await expect(page.getByText('Enter the app client id.').first()).toBeVisible();
  await expect(page.getByText(/Only letters, digits and \. ; _ \/ -/).first()).toBeVisible();
  await fillSocial(page, 'X (Twitter)', 'Consumer key', 'key');
  await fillSocial(page, 'X (Twitter)', 'Consumer secret', 'hidden');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByLabel('User pool', { exact: true })).toHaveValue('our users');
  await expect(page.getByLabel('Client ID', { exact: true })).toHaveValue('no spaces here');
  await expect(page.getByRole('group', { name: 'X (Twitter)' }).getByLabel('Consumer key')).toHaveValue('key');
  await expect(page.getByRole('group', { name: 'X (Twitter)' }).getByLabel('Consumer secret')).toHaveValue('');
  await expect(page.getByText(/Consumer secrets are not kept/)).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toContain('hidden');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByLabel('Identity pool name')).toHaveValue('Shop');
});

test('each part of the review leads back to its step, and the change shows there', async ({ page }) => {
  await page.goto(create);
  await page.getByLabel('Identity pool name').fill('Shop');
  for (const title of ['Identity providers', 'Roles', 'Tags', 'Review and create']) await next(page, title);
  for (const part of ['Name and access', 'Identity providers', 'Roles', 'Tags']) {
    await page.getByRole('button', { name: `Edit ${part}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: part })).toBeVisible();
    if (part === 'Name and access') await page.getByLabel('Identity pool name').fill('Store');
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: 'Review and create' })).toBeVisible();
  }
  await expect(page.getByText('Store', { exact: true })).toBeVisible();
});

test('asks before entered data is thrown away', async ({ page }) => {
  await page.goto(create);
  await page.getByLabel('Identity pool name').fill('Shop');
  await page.getByRole('button', { name: 'Cancel' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: /Stay|Cancel|Keep/ }).click();
  await expect(page.getByLabel('Identity pool name')).toHaveValue('Shop');
});

test('a refusal by AWS of a field leads back to the form, with everything still in it', async ({
  page,
  cognito,
  iam,
}) => {
  await createRole(iam, 'users');
  await page.goto(create);
  await page.getByLabel('Identity pool name').fill('Shop');
  await next(page, 'Identity providers');
  await page.getByRole('button', { name: 'Add SAML provider' }).click();
  // Legal for the form, but of another account, which only AWS knows.
  await page.getByLabel('SAML provider', { exact: true }).fill('arn:aws:iam::999999999999:saml-provider/corp');
  await next(page, 'Roles');
  await next(page, 'Tags');
  await next(page, 'Review and create');
  await page.getByRole('button', { name: 'Create identity pool' }).click();
  await expect(page.getByText(/is not valid for account 123456789012/).first()).toBeVisible();
  const { IdentityPools } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  expect(IdentityPools).toEqual([]);
});

test.describe('when the roles can not be set', () => {
  test.beforeEach(async ({ page, iam, control }) => {
    const role = await createRole(iam, 'users');
    await page.goto(create);
    await page.getByLabel('Identity pool name').fill('Half');
    await next(page, 'Identity providers');
    await next(page, 'Roles');
    await page.getByLabel(/authenticated role/).fill(role);
    await page.keyboard.press('Escape');
    await next(page, 'Tags');
    await next(page, 'Review and create');
    await control('PUT', 'faults', { rules: [{ operation: 'SetIdentityPoolRoles', error: 'NotAuthorizedException' }] });
    await page.getByRole('button', { name: 'Create identity pool' }).click();
    await expect(page.getByRole('heading', { name: 'The pool was created, its roles were not set' })).toBeVisible();
  });

  test('they can be set again', async ({ page, cognito }) => {
    await page.getByRole('button', { name: 'Set the roles again' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Half' })).toBeVisible();
    const { IdentityPools: [made] = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    const { Roles } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: made?.IdentityPoolId }));
    expect(Roles).toEqual({ authenticated: 'arn:aws:iam::123456789012:role/users' });
  });

  test('it can be kept without them', async ({ page, cognito }) => {
    await page.getByRole('button', { name: 'Keep it without roles' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Half' })).toBeVisible();
    await expect(page.getByText('None: no credentials after sign-in')).toBeVisible();
    const { IdentityPools: [made] = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    const { Roles } = await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: made?.IdentityPoolId }));
    expect(Roles ?? {}).toEqual({});
  });

  test('the pool can be removed', async ({ page, cognito }) => {
    await page.getByRole('button', { name: 'Delete the pool' }).click();
    await page.getByLabel('Type the name of the pool to confirm').fill('Half');
    await page.getByRole('button', { name: 'Delete identity pool' }).click();
    await expectNotice(page, 'Deleted the identity pool Half.');
    const { IdentityPools } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
    expect(IdentityPools).toEqual([]);
  });
});

/** Looks for something in a picker and takes it. */
async function choose(picker: Locator, search: string, option: RegExp): Promise<void> {
  await picker.fill(search);
  await picker.page().getByRole('option', { name: option }).click();
}

/** A field of a social provider, whose section is closed until somebody opens it. */
async function fillSocial(page: Page, provider: string, label: string, value: string): Promise<void> {
  const section = page.getByRole('button', { name: provider, exact: true });
  if ((await section.getAttribute('aria-expanded')) === 'false') await section.click();
  await page.getByRole('group', { name: provider }).getByLabel(label).fill(value);
}

/** Goes on to the next step and waits until it is there: a second click meanwhile would be lost. */
async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Tries to go on from a step that has errors. */
function tryNext(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Next', exact: true }).click();
}
