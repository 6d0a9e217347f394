import {
  type CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop';
const oidc = 'arn:aws:iam::123456789012:oidc-provider/idp.example.com';
const saml = 'arn:aws:iam::123456789012:saml-provider/Corp';
const token = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;

const client = (ClientId: string, ServerSideTokenCheck = false) => ({
  ProviderName: userPool,
  ClientId,
  ServerSideTokenCheck,
});

test('social and other login providers are added one by one, and no secret is ever shown', async ({
  page,
  cognito,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.goto(paths.poolProviders('local', IdentityPoolId));
  await expect(page.getByText('Nobody can sign in through this pool.', { exact: false })).toBeVisible();
  await add(page, 'Google', { 'Client ID': '1234-shop.apps.googleusercontent.com' });
  await add(page, 'Sign in with Apple', { 'Services ID': 'com.example.shop' });
  await add(page, 'Facebook', { 'App ID': '7346241598935552' });
  await add(page, 'Login with Amazon', { 'App ID': 'amzn1.application.0123' });
  await add(page, 'X (Twitter)', { 'Consumer key': 'xkey', 'Consumer secret': 'x-hidden' });
  await add(page, 'Digits (legacy)', { 'Consumer key': 'dkey', 'Consumer secret': 'd-hidden' });
  await add(page, 'Other login provider', {
    'Key in SupportedLoginProviders': 'login.example.com',
    Value: 'shop',
  });
  await expect(page.getByRole('table', { name: 'Identity providers' })).toContainText('xkey');
  await page.getByRole('link', { name: 'Edit X (Twitter)' }).click();
  await expect(page.getByLabel('Consumer key')).toHaveValue('xkey');
  await expect(page.getByLabel('Consumer secret')).toHaveValue('');
  await page.getByLabel('Consumer secret').fill('x-typed');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText(/consumer secret that you typed .* is not kept/)).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toMatch(/x-typed|hidden/);
  await page.getByLabel('Consumer secret').fill('x-changed');
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('row', { name: /api.twitter.com/ })).toContainText('not shown> (changed)');
  await expect(page.getByText(/hidden|x-changed/)).toHaveCount(0);
  await save(page);
  const pool = await describe(cognito, IdentityPoolId);
  expect(pool.SupportedLoginProviders).toEqual({
    'accounts.google.com': '1234-shop.apps.googleusercontent.com',
    'appleid.apple.com': 'com.example.shop',
    'graph.facebook.com': '7346241598935552',
    'www.amazon.com': 'amzn1.application.0123',
    'api.twitter.com': 'xkey;x-changed',
    'www.digits.com': 'dkey;d-hidden',
    'login.example.com': 'shop',
  });
});

test('user pools, OIDC, SAML and the developer provider are added; what is there already is refused on its field', async ({
  page,
  cognito,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop');
  await page.goto(paths.poolProviderAdd('local', IdentityPoolId));
  await page.getByRole('radio', { name: /User pool/ }).check();
  await field(page, 'User pool').fill(`https://${userPool}:shopclient`);
  await page.getByRole('checkbox', { name: 'Check tokens with the user pool' }).check();
  await expect(field(page, 'User pool')).toHaveValue(userPool);
  await expect(page.getByLabel('App client ID')).toHaveValue('shopclient');
  await expect(page.getByText('https:// does not belong here', { exact: false })).toBeVisible();
  await reviewAndSave(page);
  await add(page, 'OIDC provider', { 'OIDC provider': oidc });
  await add(page, 'SAML', { 'SAML provider': saml });
  await page.goto(paths.poolProviderAdd('local', IdentityPoolId));
  await page.getByRole('radio', { name: /Developer provider/ }).check();
  await page.getByLabel('Developer provider name').fill('login.shop');
  await expect(page.getByText('can never be changed and never be removed', { exact: false })).toBeVisible();
  await reviewAndSave(page);
  expect(await describe(cognito, IdentityPoolId)).toMatchObject({
    CognitoIdentityProviders: [client('shopclient', true)],
    OpenIdConnectProviderARNs: [oidc],
    SamlProviderARNs: [saml],
    DeveloperProviderName: 'login.shop',
  });

  await expect(page.getByRole('button', { name: 'Remove Developer provider login.shop' })).toBeDisabled();
  await page.getByRole('link', { name: 'Show Developer provider login.shop' }).click();
  await expect(page.getByRole('textbox', { name: 'Developer provider name' })).not.toBeEditable();
  // The address of a provider holds dots and slashes, and can be opened as it is.
  await page.goto(paths.poolProvider('local', IdentityPoolId, `${userPool}:shopclient`));
  await expect(page.getByLabel('App client ID')).toHaveValue('shopclient');
  await page.goto(paths.poolProviderAdd('local', IdentityPoolId));
  await page.getByRole('radio', { name: /SAML/ }).check();
  await field(page, 'SAML provider').fill(saml);
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByText('The pool has this provider already', { exact: false })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a kind that a pool has once leads to its edit, and a client that the user pool does not have is warned about', async ({
  page,
  cognito,
}) => {
  // The sample data has user pools to choose from.
  await page.goto(paths.pools('local'));
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expectNotice(page, /^Made \d+ identity pools/);
  const IdentityPoolId = await createPool(cognito, 'Shop', { SupportedLoginProviders: { 'accounts.google.com': 'g' } });
  await page.goto(paths.poolProviderAdd('local', IdentityPoolId));
  await expect(page.getByRole('radio', { name: 'Google' })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'Facebook' })).toBeEnabled();

  await page.getByRole('radio', { name: 'User pool' }).check();
  await field(page, 'User pool').fill('harbour-customers');
  await page.getByRole('option', { name: /^harbour-customers(?!-)/ }).click();
  const client = page.getByLabel('App client ID');
  await client.fill('6notoneofthem');
  await page.keyboard.press('Escape');
  const warning = page.getByText('harbour-customers has no app client with this ID', { exact: false });
  await expect(warning).toBeVisible();
  await client.fill('');
  await page.getByRole('option', { name: /^mobile-app/ }).click();
  await expect(warning).toBeHidden();

  await page.getByRole('link', { name: 'Google', exact: true }).click();
  await page.getByRole('button', { name: 'Leave and discard' }).click();
  await expect(page.getByLabel('Client ID')).toHaveValue('g');
});

test('another client takes the role mapping along, and the attributes of the user pool stay', async ({
  page,
  cognito,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { CognitoIdentityProviders: [client('old')] });
  await map(cognito, IdentityPoolId, { [`${userPool}:old`]: token });
  await setDefaults(cognito, IdentityPoolId, userPool);
  await page.goto(paths.poolProvider('local', IdentityPoolId, `${userPool}:old`));
  await page.getByLabel('App client ID').fill('new');
  await page.getByRole('checkbox', { name: 'Check tokens with the user pool' }).check();
  await expect(page.getByRole('radio', { name: /Move the role mapping along/ })).toBeChecked();
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByText('Their identities stay theirs', { exact: false })).toBeVisible();
  await save(page);
  await expect(page.getByRole('link', { name: `Role mapping of User pool ${userPool}:new` })).toContainText(
    'Role from the token',
  );
  expect(await describe(cognito, IdentityPoolId)).toMatchObject({ CognitoIdentityProviders: [client('new', true)] });
  expect(await mappings(cognito, IdentityPoolId)).toEqual({ [`${userPool}:new`]: token });
  const map1 = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName: userPool });
  expect(await cognito.send(map1)).toMatchObject({ UseDefaults: true });
});

test('a provider goes with its role mapping and attributes; what AWS refuses half-way is told', async ({
  page,
  cognito,
  control,
  iam,
}) => {
  const authenticated = await createRole(iam, 'ShopUser');
  const SupportedLoginProviders = { 'accounts.google.com': 'g', 'graph.facebook.com': 'f' };
  const IdentityPoolId = await createPool(cognito, 'Shop', { SupportedLoginProviders, SamlProviderARNs: [saml] });
  await map(cognito, IdentityPoolId, { 'accounts.google.com': token, 'graph.facebook.com': token }, authenticated);
  await setDefaults(cognito, IdentityPoolId, 'accounts.google.com');
  await page.goto(paths.poolProviders('local', IdentityPoolId));
  await page.getByRole('button', { name: 'Remove Google' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Google?' });
  await expect(dialog.getByRole('checkbox', { name: 'Remove the role mapping too' })).toBeChecked();
  await expect(dialog.getByText('AWS refuses every later change of roles', { exact: false })).toBeVisible();
  await save(page);
  expect(await describe(cognito, IdentityPoolId)).toMatchObject({
    SupportedLoginProviders: { 'graph.facebook.com': 'f' },
    SamlProviderARNs: [saml],
  });
  expect(await mappings(cognito, IdentityPoolId)).toEqual({ 'graph.facebook.com': token });
  const gone = new GetPrincipalTagAttributeMapCommand({
    IdentityPoolId,
    IdentityProviderName: 'accounts.google.com',
  });
  expect(await cognito.send(gone)).toMatchObject({ UseDefaults: false, PrincipalTags: {} });

  // The mapping stays behind when AWS refuses the second call, and the list says how to be rid of it.
  await page.getByRole('button', { name: 'Remove Facebook' }).click();
  await control('PUT', 'faults', { rules: [{ operation: 'SetIdentityPoolRoles', error: 'NotAuthorizedException' }] });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Only a part of the changes was saved')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Remove this mapping' }).click();
  await save(page);
  await expect(page.getByText('A role mapping names no provider')).toBeHidden();
  expect(await mappings(cognito, IdentityPoolId)).toEqual({});
});

test('two people who change providers at once see each other', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', {
    SupportedLoginProviders: { 'accounts.google.com': 'g' },
    SamlProviderARNs: [saml],
  });
  await page.goto(paths.poolProvider('local', IdentityPoolId, 'accounts.google.com'));
  await page.getByLabel('Client ID').fill('mine');
  await cognito.send(
    new UpdateIdentityPoolCommand({
      IdentityPoolId,
      IdentityPoolName: 'Shop',
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      SupportedLoginProviders: { 'accounts.google.com': 'theirs', 'graph.facebook.com': 'f' },
    }),
  );
  await page.getByRole('button', { name: 'Review changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  await expect(stale.getByRole('row', { name: /accounts.google.com/ })).toContainText('Conflict');
  await stale.getByRole('button', { name: 'Review all of mine' }).click();
  await save(page);
  const pool = await describe(cognito, IdentityPoolId);
  expect(pool.SupportedLoginProviders).toEqual({ 'accounts.google.com': 'mine', 'graph.facebook.com': 'f' });
  expect(pool.SamlProviderARNs ?? []).toEqual([]);
});

/** What is typed into; the tile of a kind may have the same label. */
function field(page: Page, label: string) {
  return page.getByLabel(label, { exact: true }).and(page.locator(':not([type=radio])'));
}

/** From the list of providers. */
async function add(page: Page, kind: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('link', { name: 'Add provider' }).first().click();
  await page.getByRole('radio', { name: kind }).check();
  for (const [label, value] of Object.entries(fields)) await field(page, label).fill(value);
  await reviewAndSave(page);
}

async function reviewAndSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review changes' }).click();
  await save(page);
}

/** A save ends on the list of providers. */
async function save(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('table', { name: 'Identity providers' })).toBeVisible();
}

async function describe(cognito: CognitoIdentityClient, IdentityPoolId: string) {
  return cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
}

async function mappings(cognito: CognitoIdentityClient, IdentityPoolId: string) {
  return (await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).RoleMappings ?? {};
}

async function map(
  cognito: CognitoIdentityClient,
  IdentityPoolId: string,
  RoleMappings: Record<string, typeof token>,
  authenticated?: string,
): Promise<void> {
  const Roles: Record<string, string> = authenticated === undefined ? {} : { authenticated };
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
}

async function setDefaults(cognito: CognitoIdentityClient, IdentityPoolId: string, IdentityProviderName: string) {
  await cognito.send(
    new SetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName, UseDefaults: true }),
  );
}
