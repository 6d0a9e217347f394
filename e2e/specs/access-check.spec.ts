import { ListIdentitiesCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/page-health.ts';
import { setReadOnly } from '../support/read-only.ts';
import { createPool, createRole } from '../support/seed.ts';

const trustOfOtherPool = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:99999999-2222-4333-8444-555555555555' },
      },
    },
  ],
});

test('a guest gets in as predicted, and the identity that this made goes again', async ({ page, cognito, iam }) => {
  const unauthenticated = await createRole(iam, 'guests');
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { unauthenticated } }));
  await page.goto(paths.pool('local', IdentityPoolId));
  await page.getByRole('tab', { name: 'Access check' }).click();
  await expect(page.getByRole('tab', { name: 'Access check', selected: true })).toBeVisible();
  await expect(page.getByText('The check is a real sign-in, not a simulation.')).toBeVisible();
  await expect(page.getByText('Nothing is pasted: a guest is tried')).toBeVisible();
  await page.getByRole('button', { name: 'Run the check' }).click();
  await expect(page.getByText('The user gets in, with the role guests.').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Result' })).toBeInViewport();
  await expect(page.getByText('As the simulator says from the settings.')).toBeVisible();
  const calls = page.getByRole('list', { name: 'Calls to AWS' });
  await expect(calls.getByRole('listitem')).toContainText([/^GetId/, /^GetCredentialsForIdentity/, /^STS GetCallerId/]);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('The identity that this check made was removed')).toBeVisible();
  const left = await cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 1 }));
  expect(left.Identities ?? []).toEqual([]);
});

test('a role that trusts another pool is explained, with the policy that mends it', async ({ page, cognito, iam }) => {
  const authenticated = await createRole(iam, 'users');
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'users', PolicyDocument: trustOfOtherPool }));
  const IdentityPoolId = await createPool(cognito, 'Shop', {
    SupportedLoginProviders: { 'accounts.google.com': 'app' },
  });
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  await page.goto(paths.poolAccessCheck('local', IdentityPoolId));
  const box = page.getByRole('textbox', { name: 'Token, claims or error message' });
  await box.fill('{"sub": "ada"}');
  await page.getByRole('button', { name: 'Run the check' }).click();
  await expect(page.getByText('Choose the provider or enter its key in Logins.')).toBeVisible();
  await box.fill('{"sub": "ada", "aud": "app"}');
  await expect(page.getByRole('combobox', { name: 'Provider' })).toHaveValue('accounts.google.com');
  await page.getByRole('button', { name: 'Run the check' }).click();
  const causes = page.getByRole('list', { name: 'Causes', exact: true });
  await expect(causes.getByRole('listitem').first()).toContainText(
    'The role trusts another identity pool - Is the cause',
  );
  await page.getByRole('button', { name: 'The trust policy that mends it' }).click();
  await expect(page.getByRole('button', { name: /^Copy proposed policy/ })).toBeVisible();
  await expectAccessible(page);
  await causes.getByRole('link', { name: 'Default roles' }).click();
  await expect(page.getByRole('tab', { name: 'Roles', selected: true })).toBeVisible();
});

test('a message that somebody pasted is explained from the settings', async ({ page, cognito }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowClassicFlow: false });
  await page.goto(paths.poolAccessCheck('local', IdentityPoolId));
  await page
    .getByRole('textbox', { name: 'Token, claims or error message' })
    .fill('Error: "Basic (classic) flow is not enabled, please use\n enhanced flow"');
  await page.getByRole('button', { name: 'Explain the message' }).click();
  const causes = page.getByRole('list', { name: 'Causes', exact: true });
  await expect(causes.getByRole('listitem')).toContainText('The pool has AllowClassicFlow: false.');
  await expect(page.getByRole('heading', { name: 'What it means here' })).toBeInViewport();
});

test('a token is found in what stands around it, finds its provider, and is kept nowhere', async ({
  page,
  cognito,
  iam,
  control,
}) => {
  const authenticated = await createRole(iam, 'users');
  const settings = { SupportedLoginProviders: { 'accounts.google.com': 'app', 'www.amazon.com': 'shop' } };
  const IdentityPoolId = await createPool(cognito, 'Shop', settings);
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  const claims = { sub: 'ada', aud: 'app' };
  const { token } = (await control('POST', 'login-tokens', { provider: 'accounts.google.com', claims })) as {
    token: string;
  };
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto(paths.poolAccessCheck('local', IdentityPoolId));
  const box = page.getByRole('textbox', { name: 'Token, claims or error message' });
  await box.fill(`curl -H 'Authorization: Bearer ${token}' https://api.example.com`);
  await expect(page.getByText('“Bearer” was left out')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Provider' })).toHaveValue('accounts.google.com');
  await page.getByRole('button', { name: 'Predict without calling AWS' }).click();
  await expect(page.getByText('Gets the role users: ').first()).toBeVisible();
  await box.fill(`NotAuthorizedException: Token is not from a supported provider of this identity pool. ${token}`);
  await expect(page.getByText('Found: an error message and a token.')).toBeVisible();
  await page.getByRole('button', { name: 'Explain the message' }).click();
  await expect(page.getByRole('heading', { name: 'What it means here' })).toBeVisible();
  expect(sent.filter((request) => request.includes(token))).toEqual([]);
  await box.fill(token);
  await page.getByRole('button', { name: 'Run the check' }).click();
  await expect(page.getByText('The user gets in, with the role users.').first()).toBeVisible();
  expect(sent.filter((request) => request.includes(token))).toHaveLength(1);
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage, url: location.href }));
  expect(kept).not.toContain(token);
});

test('in a read-only connection the answer is predicted, and nothing is sent as the user', async ({
  page,
  cognito,
  iam,
}) => {
  const unauthenticated = await createRole(iam, 'guests');
  const IdentityPoolId = await createPool(cognito, 'Shop', { AllowUnauthenticatedIdentities: true });
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { unauthenticated } }));
  await page.goto(paths.poolAccessCheck('local', IdentityPoolId));
  await setReadOnly(page, true);
  try {
    await page.reload();
    await expect(page.getByText('in place of it the answer is predicted')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run the check' })).toBeHidden();
    await page.getByRole('button', { name: 'Predict without calling AWS' }).click();
    await expect(page.getByText('Gets the role guests: the default for guests.').first()).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Prediction' })).toBeInViewport();
  } finally {
    await setReadOnly(page, false);
  }
  const { Identities = [] } = await cognito.send(new ListIdentitiesCommand({ IdentityPoolId, MaxResults: 1 }));
  expect(Identities).toEqual([]);
});
