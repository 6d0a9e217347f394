import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  ListIdentityPoolsCommand,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createRole } from '../support/seed.ts';

const create = paths.poolCreate('local');

test('sets every member of CreateIdentityPool and the two default roles', async ({ page, cognito, iam }) => {
  const authenticated = await createRole(iam, 'users');
  const unauthenticated = await createRole(iam, 'guests');
  await page.goto(create);
  await page.getByLabel('Identity pool name').fill('Everything');
  await page.getByRole('checkbox', { name: 'Give guests credentials' }).check();
  await expect(page.getByText(/Anyone on the internet/)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Allow the classic flow' }).check();
  await next(page, 'Identity providers');

  await page.getByRole('button', { name: 'Add user pool' }).click();
  await page.getByLabel('Provider name', { exact: true }).fill('cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc');
  await page.getByLabel('App client ID').fill('client1');
  await page.getByRole('checkbox', { name: 'Check tokens with the user pool' }).check();
  for (const [label, value] of [
    ['Facebook: App ID', '111'],
    ['Google: Client ID', 'google.apps'],
    ['Login with Amazon: App ID', 'amzn1.app'],
    ['Sign in with Apple: Services ID', 'com.example.app'],
    ['X (Twitter): Consumer key', 'key'],
    ['X (Twitter): Consumer secret', 'secret'],
    ['Digits (legacy): Consumer key', 'dkey'],
    ['Digits (legacy): Consumer secret', 'dsecret'],
  ] as const) {
    await page.getByLabel(label).fill(value);
  }
  await page.getByRole('button', { name: 'Add OIDC provider' }).click();
  await page.getByLabel('ARN of the OIDC provider').fill('arn:aws:iam::123456789012:oidc-provider/idp.example.com');
  await page.getByRole('button', { name: 'Add SAML provider' }).click();
  await page.getByLabel('ARN of the SAML provider').fill('arn:aws:iam::123456789012:saml-provider/corp');
  await page.getByLabel('Developer provider name').fill('login.example');
  await expect(page.getByText(/it can never be changed or removed/)).toBeVisible();
  await next(page, 'Roles');

  await page.getByLabel(/Authenticated role/).fill(authenticated);
  await page.getByLabel(/Guest role/).fill(unauthenticated);
  await page.keyboard.press('Escape');
  await next(page, 'Tags');
  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.getByLabel('Key').fill('team');
  await page.getByLabel(/^Value/).fill('orders');
  await next(page, 'Review and create');

  await expect(page.getByText('Everything', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'AWS CLI commands' }).click();
  await expect(page.getByText(/aws cognito-identity create-identity-pool/)).toBeVisible();
  await page.getByRole('button', { name: 'Create identity pool' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Everything' })).toBeVisible();

  const { IdentityPools: [made] = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const IdentityPoolId = made?.IdentityPoolId;
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
    OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/idp.example.com'],
    CognitoIdentityProviders: [
      {
        ProviderName: 'cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc',
        ClientId: 'client1',
        ServerSideTokenCheck: true,
      },
    ],
    SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/corp'],
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
  await page.getByLabel('Provider name', { exact: true }).fill('https://cognito-idp.eu-west-1.amazonaws.com/x');
  await page.getByLabel('Google: Client ID').fill('no spaces here');
  await tryNext(page);
  await expect(page.getByText(/Write it as cognito-idp/).first()).toBeVisible();
  await expect(page.getByText('Enter the app client id.').first()).toBeVisible();
  await expect(page.getByText(/Only letters, digits and \. ; _ \/ -/).first()).toBeVisible();
  await page.getByLabel('X (Twitter): Consumer key').fill('key');
  await page.getByLabel('X (Twitter): Consumer secret').fill('hidden');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByLabel('Google: Client ID')).toHaveValue('no spaces here');
  await expect(page.getByLabel('X (Twitter): Consumer key')).toHaveValue('key');
  await expect(page.getByLabel('X (Twitter): Consumer secret')).toHaveValue('');
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
  await page.getByLabel('ARN of the SAML provider').fill('arn:aws:iam::999999999999:saml-provider/corp');
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
    await page.getByLabel(/Authenticated role/).fill(role);
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

/** Goes on to the next step and waits until it is there: a second click meanwhile would be lost. */
async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}

/** Tries to go on from a step that has errors. */
function tryNext(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Next', exact: true }).click();
}
