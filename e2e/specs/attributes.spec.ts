import {
  type CognitoIdentityClient,
  GetPrincipalTagAttributeMapCommand,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool, createRole } from '../support/seed.ts';

const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Shop';
const shop = 'User pool us-east-1_Shop';
const google = 'accounts.google.com';
const amazon = 'www.amazon.com';
const providers = {
  CognitoIdentityProviders: [
    { ProviderName: userPool, ClientId: 'web1' },
    { ProviderName: userPool, ClientId: 'mobile1' },
  ],
  SupportedLoginProviders: { [google]: 'client', [amazon]: 'app' },
};

test('sets every member of the attribute map of each provider', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  const was = { UseDefaults: false, PrincipalTags: { old: 'sub' } };
  await cognito.send(new SetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName: amazon, ...was }));
  await page.goto(paths.poolAttributes('local', IdentityPoolId));
  await expect(page.getByText(/2 app clients of this user pool .* share these attributes/)).toBeVisible();
  await mode(page, shop, 'Use custom mappings').check();
  await addTag(page, shop, 1, 'department', 'custom:department');
  await addTag(page, shop, 2, 'Größe', 'email');
  await mode(page, 'Google', 'Use default mappings').check();
  await mode(page, 'Login with Amazon', 'Inactive').check();
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByText(/aws cognito-identity set-principal-tag-attribute-map/)).toHaveCount(3);
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expectNotice(page, 'Saved Shop.');
  expect(await mapOf(cognito, IdentityPoolId, userPool)).toEqual({
    UseDefaults: false,
    PrincipalTags: { department: 'custom:department', Größe: 'email' },
  });
  expect(await mapOf(cognito, IdentityPoolId, google)).toMatchObject({ UseDefaults: true });
  expect(await mapOf(cognito, IdentityPoolId, amazon)).toEqual({ UseDefaults: false, PrincipalTags: {} });
});

test('shows what a token makes of the attributes, saved or not, and what is missing', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolAttributes('local', IdentityPoolId));
  await mode(page, shop, 'Use custom mappings').check();
  await addTag(page, shop, 1, 'department', 'custom:department');
  await addTag(page, shop, 2, 'groups', 'cognito:groups');
  await mode(page, 'Login with Amazon', 'Use default mappings').check();
  const claims = {
    iss: `https://${userPool}`,
    aud: 'web1',
    'custom:department': 'x'.repeat(455),
    'cognito:groups': ['a', 'b'],
  };
  const input = page.getByRole('textbox', { name: 'Token or claims' });
  await input.fill(tokenOf(claims));
  await expect(page.getByText('4 claims read from the token')).toBeVisible();
  const tags = page.getByRole('table', { name: `Tags of ${userPool}` });
  await expect(tags.getByRole('row', { name: /groups/ })).toContainText('The claim is a list of 2: no tag');
  await expect(page.getByText(/These tags have 465 bytes, and AWS allows 460/)).toBeVisible();
  const defaults = page.getByRole('table', { name: `Tags of ${amazon}` });
  await expect(defaults.getByRole('row', { name: /client/ })).toContainText('web1');
  await expect(defaults.getByRole('row', { name: /username/ })).toContainText('The claim is missing: no tag');
  await input.fill('nonsense');
  await expect(page.getByText(/This is not a JWT/)).toBeVisible();
});

test('warns where a role does not let in sessions with tags', async ({ page, cognito, iam }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  const authenticated = await createRole(iam, 'users');
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  await page.goto(paths.poolAttributes('local', IdentityPoolId));
  const check = page.getByRole('table', { name: 'Trust policies' });
  await expect(check.getByRole('row', { name: /users/ })).toContainText('No statement allows sts:TagSession');
  await mode(page, 'Google', 'Use default mappings').check();
  await page.getByRole('button', { name: 'Review changes' }).click();
  await expect(page.getByRole('dialog').getByText('People with tags would get no credentials')).toBeVisible();
});

test('an edit that another one overtook shows the three versions', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  await page.goto(paths.poolAttributes('local', IdentityPoolId));
  await mode(page, 'Google', 'Use default mappings').check();
  const theirs = { UseDefaults: false, PrincipalTags: { theirs: 'sub' } };
  await cognito.send(
    new SetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName: google, ...theirs }),
  );
  await page.getByRole('button', { name: 'Review changes' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  const row = stale.getByRole('row', { name: /accounts\.google\.com/ });
  await expect(row).toContainText('theirs from sub');
  await expect(row).toContainText('Default mappings');
  await stale.getByRole('button', { name: 'Use theirs' }).click();
  await expect(mode(page, 'Google', 'Use custom mappings')).toBeChecked();
});

test('without the right to read them says so, and offers nothing to change', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', providers);
  const rule = { operation: 'GetPrincipalTagAttributeMap', error: 'AccessDeniedException', times: 1000 };
  await control('PUT', 'faults', { rules: [rule] });
  await page.goto(paths.poolAttributes('local', IdentityPoolId));
  await expect(page.getByText("The attributes can't be read")).toBeVisible();
  await expect(page.getByRole('button', { name: 'Review changes' })).toBeHidden();
});

function mode(page: Page, provider: string, name: string) {
  return page.getByRole('radiogroup', { name: `Attributes of ${provider}` }).getByRole('radio', { name });
}

async function addTag(page: Page, provider: string, number: number, key: string, claim: string): Promise<void> {
  await page.getByRole('button', { name: `Add tag for ${provider}` }).click();
  const row = page.getByRole('group', { name: `${provider} tag ${number}`, exact: true });
  await row.getByLabel('Tag key').fill(key);
  await row.getByLabel('Claim').fill(claim);
  await page.keyboard.press('Escape');
}

async function mapOf(cognito: CognitoIdentityClient, IdentityPoolId: string, IdentityProviderName: string) {
  const command = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName });
  const { UseDefaults, PrincipalTags } = await cognito.send(command);
  return { UseDefaults, PrincipalTags };
}

function tokenOf(claims: object): string {
  return ['{"alg":"RS256"}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
}
