import { ListIdentitiesCommand, SetIdentityPoolRolesCommand } from '@aws-sdk/client-cognito-identity';
import { UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { paths } from '@lifeguard/web/paths';

import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/page-health.ts';
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
  await page.getByRole('link', { name: 'Check access' }).click();
  await expect(page.getByRole('tab', { name: 'Access check', selected: true })).toBeVisible();
  await expect(page.getByText('This is a real sign-in, not a simulation.')).toBeVisible();
  await page.getByRole('button', { name: 'Run the check' }).click();
  await expect(page.getByText('The user gets in, with the role guests.').first()).toBeVisible();
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
  await page.getByRole('radio', { name: /with a token/ }).check();
  await page.getByRole('button', { name: 'Run the check' }).click();
  await expect(page.getByText('Paste the token that the app sends.')).toBeVisible();
  await page.getByRole('radio', { name: /with claims of your choice/ }).check();
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
  await page.getByRole('button', { name: 'Explain an error message' }).click();
  await page
    .getByRole('textbox', { name: 'Message' })
    .fill('Error: "Basic (classic) flow is not enabled, please use\n enhanced flow"');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  const causes = page.getByRole('list', { name: 'Causes', exact: true });
  await expect(causes.getByRole('listitem')).toContainText('The pool has AllowClassicFlow: false.');
  await expect(page).toHaveURL(/mode=explain$/);
});
