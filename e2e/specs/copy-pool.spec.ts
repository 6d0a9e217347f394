import {
  DescribeIdentityPoolCommand,
  GetIdentityPoolRolesCommand,
  GetPrincipalTagAttributeMapCommand,
  ListIdentityPoolsCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

const google = 'accounts.google.com';
const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop';
const settings = {
  AllowUnauthenticatedIdentities: true,
  AllowClassicFlow: true,
  SupportedLoginProviders: { 'accounts.google.com': 'client', 'api.twitter.com': 'key;hidden' },
  DeveloperProviderName: 'login.example',
  OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/idp.example.com'],
  CognitoIdentityProviders: [{ ProviderName: userPool, ClientId: 'web1', ServerSideTokenCheck: true }],
  SamlProviderARNs: ['arn:aws:iam::123456789012:saml-provider/corp'],
};

test('creates a pool like another one, and says what the new one lacks', async ({ page, cognito, iam }) => {
  const IdentityPoolTags = { team: 'web', 'console:protected': 'true' };
  const IdentityPoolId = await createPool(cognito, 'Shop', { ...settings, IdentityPoolTags });
  const Roles = {
    authenticated: await createRole(iam, 'users', IdentityPoolId),
    unauthenticated: await createRole(iam, 'guests'),
  };
  const byToken = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
  const RoleMappings = { [google]: byToken, [`${userPool}:web1`]: byToken };
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings }));
  const attributes = { IdentityProviderName: google, UseDefaults: false, PrincipalTags: { team: 'hd' } };
  await cognito.send(new SetPrincipalTagAttributeMapCommand({ IdentityPoolId, ...attributes }));
  await page.goto(paths.pool('local', IdentityPoolId));
  await choose(page, 'Create a pool like this one');
  await expect(page.getByLabel('Identity pool name')).toHaveValue('Shop copy');
  await next(page, 'Identity providers');
  await expect(page.getByText(/consumer secrets of Shop are not copied/)).toBeVisible();
  await page.getByLabel('Consumer secret').filter({ visible: true }).fill('hidden');
  await next(page, 'Roles');
  await expect(page.getByText('users lets in signed-in users of other pools, not yet of the new one')).toBeVisible();
  await page.getByRole('button', { name: `Leave out role mapping of ${userPool}:web1` }).click();
  for (const title of ['Tags', 'Review and create']) await next(page, title);
  await expect(page.getByText('Role from the token; if ambiguous, deny')).toHaveCount(1);
  await expect(page.getByText('team from hd')).toBeVisible();
  // The role of the guests names no pool, so it lets every one in.
  await expect(page.getByText('The role users does not let the new pool in yet')).toBeVisible();
  await expect(page.getByText('Tag console:protected')).toBeVisible();
  await page.getByRole('button', { name: 'Create identity pool' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shop copy' })).toBeVisible();

  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const copyId = IdentityPools.find((pool) => pool.IdentityPoolName === 'Shop copy')?.IdentityPoolId;
  const copy = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId: copyId }));
  const expected = { ...settings, IdentityPoolId: copyId, IdentityPoolName: 'Shop copy' };
  expect(copy).toEqual({ ...expected, IdentityPoolTags: { team: 'web' }, $metadata: expect.anything() });
  expect(await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: copyId }))).toMatchObject({
    Roles,
    RoleMappings: { [google]: byToken },
  });
  const map = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId: copyId, IdentityProviderName: google });
  expect(await cognito.send(map)).toMatchObject(attributes);
});

test('makes new roles with the pool; where a call fails, says what was made, and does the rest', async ({
  page,
  cognito,
  iam,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { SupportedLoginProviders: { [google]: 'client' } });
  const byToken = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;
  const Roles = { authenticated: await createRole(iam, 'users', IdentityPoolId) };
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles, RoleMappings: { [google]: byToken } }));
  await page.goto(paths.pool('local', IdentityPoolId));
  await choose(page, 'Create a pool like this one');
  await next(page, 'Identity providers');
  await next(page, 'Roles');
  for (const who of ['signed-in users', 'guests']) {
    await page
      .getByRole('checkbox', { name: 'Create it with the pool' })
      .nth(who === 'guests' ? 1 : 0)
      .check();
  }
  await page.getByLabel('Role name').nth(1).fill('visitors');
  for (const title of ['Tags', 'Review and create']) await next(page, title);
  await expect(page.getByText('Shop-copy-user, a new role without permissions')).toBeVisible();
  await page.getByRole('button', { name: 'AWS CLI commands' }).click();
  await expect(page.getByText(/aws iam create-role/)).toHaveCount(2);
  // The second role is refused, and once more when the rest is done.
  const rules = [
    { operation: 'CreateRole' },
    { operation: 'CreateRole', error: 'AccessDenied', status: 403, times: 2 },
  ];
  await control('PUT', 'faults', { rules });
  await page.getByRole('button', { name: 'Create identity pool' }).click();
  await expect(page.getByRole('heading', { name: 'The pool was created, but not all of it was set' })).toBeVisible();
  await expect(page.getByText('CreateRole for Shop-copy-user was made')).toBeVisible();
  await expect(page.getByText('CreateRole for visitors failed')).toBeVisible();
  await expect(page.getByText('SetIdentityPoolRoles was not sent')).toBeVisible();
  await page.getByRole('button', { name: 'Do the rest' }).click();
  await expect(page.getByText('The rest could not be done this time either')).toBeVisible();
  await page.getByRole('button', { name: 'Do the rest' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shop copy' })).toBeVisible();
  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const copyId = IdentityPools.find((pool) => pool.IdentityPoolName === 'Shop copy')?.IdentityPoolId;
  expect(await cognito.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: copyId }))).toMatchObject({
    Roles: {
      authenticated: 'arn:aws:iam::123456789012:role/cognito-pools/Shop-copy-user',
      unauthenticated: 'arn:aws:iam::123456789012:role/cognito-pools/visitors',
    },
    RoleMappings: { [google]: byToken },
  });
});

test('asks before it replaces a pool that was begun in the wizard', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', settings);
  page.on('dialog', (dialog) => void dialog.accept());
  for (const answer of ['Go on with that one', 'Replace it']) {
    await page.goto(paths.poolCreate('local'));
    await page.getByLabel('Identity pool name').fill('Begun');
    await page.goto(paths.pool('local', IdentityPoolId));
    await choose(page, 'Create a pool like this one');
    await page.getByRole('dialog').getByRole('button', { name: answer }).click();
    const name = answer === 'Replace it' ? 'Shop copy' : 'Begun';
    await expect(page.getByLabel('Identity pool name')).toHaveValue(name);
  }
});

test('copies a pool as JSON without its secrets', async ({ page, cognito, context }) => {
  await context.grantPermissions(['clipboard-write']);
  const IdentityPoolId = await createPool(cognito, 'Shop', settings);
  await page.goto(paths.pool('local', IdentityPoolId));
  await choose(page, 'Copy as JSON');
  await expectNotice(page, 'Copied Shop as JSON. Consumer secrets are not in it');
  // The page itself may not read the clipboard: paste into a field that keeps lines.
  await page.goto(paths.poolAttributes('local', IdentityPoolId));
  const input = page.getByRole('textbox', { name: 'Token or claims' });
  await input.focus();
  await page.keyboard.press('ControlOrMeta+V');
  const json: unknown = JSON.parse(await input.inputValue());
  expect(json).toMatchObject({
    ...settings,
    IdentityPoolId,
    SupportedLoginProviders: { 'accounts.google.com': 'client', 'api.twitter.com': 'key;<consumer secret, not shown>' },
  });
});

test('copies the inputs of the two calls that set a pool, as the AWS CLI takes them', async ({
  page,
  cognito,
  iam,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const IdentityPoolId = await createPool(cognito, 'Shop', settings);
  const Roles = { authenticated: await createRole(iam, 'users') };
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles }));
  for (const [operation, input] of [
    [
      'UpdateIdentityPool',
      { IdentityPoolId, IdentityPoolName: 'Shop', AllowUnauthenticatedIdentities: expect.anything() },
    ],
    ['SetIdentityPoolRoles', { IdentityPoolId, Roles }],
  ] as const) {
    await page.goto(paths.pool('local', IdentityPoolId));
    await choose(page, `Copy input of ${operation}`);
    await expectNotice(page, new RegExp(`^Copied the input of ${operation} for Shop`));
    await page.goto(paths.poolAttributes('local', IdentityPoolId));
    const field = page.getByRole('textbox', { name: 'Token or claims' });
    await field.focus();
    await page.keyboard.press('ControlOrMeta+V');
    const json = JSON.parse(await field.inputValue()) as Record<string, unknown>;
    expect(json).toMatchObject(input);
    expect(Object.keys(json)).not.toContain(operation === 'UpdateIdentityPool' ? 'Roles' : 'IdentityPoolName');
  }
});

async function choose(page: Page, action: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}
