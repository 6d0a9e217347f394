import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectAccessible } from '../support/page-health.ts';
import { createGuests, createPool } from '../support/seed.ts';

const list = paths.pools('local');

interface View {
  readonly name: string;
  readonly open: (page: Page, poolId: string, identityId: string) => Promise<void>;
}

const views: readonly View[] = [
  {
    name: 'pool list',
    open: async (page) => {
      await page.goto(list);
      await expect(page.getByText('Inactive').first()).toBeVisible();
    },
  },
  {
    name: 'create, first step',
    open: async (page) => {
      await page.goto(paths.poolCreate('local'));
      await expect(page.getByLabel('Identity pool name')).toBeVisible();
    },
  },
  {
    name: 'create, providers and review',
    open: async (page) => {
      await page.goto(paths.poolCreate('local'));
      await page.getByLabel('Identity pool name').fill('Shop');
      for (const title of ['Identity providers', 'Roles', 'Tags', 'Review and create']) {
        await page.getByRole('button', { name: 'Next', exact: true }).click();
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
        await expectAccessible(page);
      }
    },
  },
  {
    name: 'overview of a pool',
    open: async (page, poolId) => {
      await page.goto(paths.pool('local', poolId));
      await expect(page.getByRole('tab', { name: 'Overview', selected: true })).toBeVisible();
    },
  },
  {
    name: 'properties and review of an edit',
    open: async (page, poolId) => {
      await page.goto(paths.poolProperties('local', poolId));
      await page.getByLabel('Identity pool name').fill('Store');
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Review changes' }).click();
      await expect(page.getByRole('dialog', { name: 'Review changes' })).toBeVisible();
    },
  },
  {
    name: 'removal of a provider',
    open: async (page, poolId) => {
      await page.goto(paths.poolProviders('local', poolId));
      await page.getByRole('button', { name: 'Remove Google' }).click();
      await expect(page.getByRole('dialog', { name: 'Remove Google?' })).toBeVisible();
    },
  },
  {
    name: 'list of providers',
    open: async (page, poolId) => {
      await page.goto(paths.poolProviders('local', poolId));
      await expect(page.getByRole('link', { name: 'Edit Google' })).toBeVisible();
    },
  },
  {
    name: 'adding a provider',
    open: async (page, poolId) => {
      await page.goto(paths.poolProviderAdd('local', poolId));
      await page.getByRole('radio', { name: /User pool/ }).check();
      await expect(page.getByLabel('App client ID')).toBeVisible();
    },
  },
  {
    name: 'default roles, a wrong one and a new one',
    open: async (page, poolId) => {
      await page.goto(paths.poolRoles('local', poolId));
      await page.getByLabel('ARN of the authenticated role').fill('arn:aws:iam::999999999999:role/foreign');
      await page.keyboard.press('Escape');
      await expect(page.getByText('foreign is of another account')).toBeVisible();
      await page.getByRole('button', { name: 'The trust policy that the role needs' }).click();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Create role for guests' }).click();
      await expect(page.getByRole('dialog', { name: 'Create role' })).toBeVisible();
    },
  },
  {
    name: 'role mappings',
    open: async (page, poolId) => {
      await page.goto(paths.poolRoleMappings('local', poolId));
      await expect(page.getByRole('table', { name: 'Role mappings' })).toBeVisible();
    },
  },
  {
    name: 'rules of a role mapping with the simulator',
    open: async (page, poolId) => {
      await page.goto(paths.poolRoleMapping('local', poolId, 'accounts.google.com'));
      await page.getByRole('radio', { name: /^A role chosen by rules/ }).check();
      await page.getByRole('button', { name: 'Add rule' }).click();
      await page.getByRole('group', { name: 'Rule 1', exact: true }).getByLabel('Value').fill('x');
    },
  },
  {
    name: 'attributes with a preview',
    open: async (page, poolId) => {
      await page.goto(paths.poolAttributes('local', poolId));
      await page.getByRole('radio', { name: 'Use custom mappings' }).check();
      await page.getByRole('button', { name: 'Add tag for Google' }).click();
      await page.getByLabel('Tag key').fill('department');
      await page.getByRole('textbox', { name: 'Token or claims' }).fill('{ "sub": "me" }');
      await expect(page.getByRole('table', { name: 'Tags of accounts.google.com' })).toBeVisible();
    },
  },
  {
    name: 'tags',
    open: async (page, poolId) => {
      await page.goto(paths.poolTags('local', poolId));
      await page.getByRole('button', { name: 'Add tag' }).click();
      await expect(page.getByRole('group', { name: 'tag 2' })).toBeVisible();
    },
  },
  {
    name: 'identities with the panel open',
    open: async (page, poolId, identityId) => {
      await page.goto(paths.identity('local', poolId, identityId));
      await expect(page.getByRole('grid', { name: 'Identities' })).toContainText(identityId);
    },
  },
  {
    name: 'scanned identities with their breakdown',
    open: async (page, poolId) => {
      await page.goto(paths.poolIdentities('local', poolId));
      await page.getByRole('button', { name: 'Scan the pool' }).click();
      await page.getByRole('button', { name: 'Breakdown' }).click();
      await expect(page.getByRole('region', { name: 'By linked login' })).toBeVisible();
      await expect(page.getByRole('grid', { name: 'Identities' })).toContainText('us-east-1:');
    },
  },
  {
    name: 'clean-up, its job and the list of jobs',
    open: async (page, poolId) => {
      await page.goto(paths.poolIdentities('local', poolId));
      await page.getByRole('button', { name: 'Scan the pool' }).click();
      await expect(page.getByText(/^As of/)).toBeVisible();
      await page.goto(`${paths.poolCleanUp('local', poolId)}?kind=guest`);
      await page.getByRole('radio', { name: /^Delete/ }).check();
      await expect(page.getByRole('heading', { name: '2. 3 identities' })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole('radio', { name: /^Dry run/ }).check();
      await page.getByRole('button', { name: 'Start the dry run' }).click();
      await expect(page.getByText('Would be deleted', { exact: true })).toBeVisible();
      await expectAccessible(page);
      await page.goto(paths.jobs('local'));
      await expect(page.getByRole('grid', { name: 'Jobs' })).toContainText('Clean-up, dry run');
    },
  },
  {
    name: 'delete',
    open: async (page, poolId) => {
      await page.goto(paths.pool('local', poolId));
      await page.getByRole('button', { name: 'Delete pool' }).click();
      await expect(page.getByText(/Its identities: 3/)).toBeVisible();
    },
  },
  {
    name: 'help',
    open: async (page) => {
      await page.goto(list);
      await page.getByRole('button', { name: 'Open help' }).click();
      await expect(page.getByRole('button', { name: 'Close help' })).toBeVisible();
    },
  },
  {
    name: 'not found',
    open: async (page) => {
      await page.goto('/connections/nowhere/pools');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
  },
];

for (const { name, open } of views) {
  test(`${name}: no accessibility violation, light or dark`, async ({ page, cognito }) => {
    const poolId = await createPool(cognito, 'Orders', {
      AllowUnauthenticatedIdentities: true,
      SupportedLoginProviders: { 'accounts.google.com': 'client' },
      IdentityPoolTags: { team: 'web' },
    });
    await createPool(cognito, 'Closed');
    const [identityId = ''] = await createGuests(cognito, poolId, 3);
    await open(page, poolId, identityId);
    await expectAccessible(page);
  });
}

test('dark mode and density are remembered', async ({ page, cognito }) => {
  await createPool(cognito, 'Orders');
  await page.goto(list);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page
    .getByRole('menuitem', { name: /^Dark/ })
    .or(page.getByRole('menuitemcheckbox', { name: /^Dark/ }))
    .click();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
  await page.reload();
  await expect(page.locator('body')).toHaveClass(/awsui-dark-mode/);
});

test('the navigation that a narrow window hides is there again in a wide one', async ({ page }) => {
  await page.goto(list);
  const link = page.getByRole('link', { name: 'Identity pools in the AWS guide' });
  await expect(link).toBeVisible();
  await page.setViewportSize({ width: 600, height: 900 });
  await expect(link).toBeHidden();
  await page.setViewportSize({ width: 1280, height: 900 });
  await expect(link).toBeVisible();
});

test('no page is wider than a window of 1024 pixels', async ({ page, cognito }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const poolId = await createPool(cognito, 'A name that is rather long, but not unusual in a real account', {
    AllowUnauthenticatedIdentities: true,
    CognitoIdentityProviders: [
      { ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI', ClientId: 'x'.repeat(60) },
    ],
    OpenIdConnectProviderARNs: [`arn:aws:iam::123456789012:oidc-provider/${'long.'.repeat(12)}example.com`],
    IdentityPoolTags: { team: 'web', 'cost-center': '4711', env: 'production' },
  });
  await createGuests(cognito, poolId, 2);
  for (const [path, ready] of [
    [list, page.getByText('Active', { exact: true }).first()],
    [paths.poolCreate('local'), page.getByLabel('Identity pool name')],
    [paths.pool('local', poolId), page.getByRole('table', { name: 'Identity providers' })],
    [paths.poolProperties('local', poolId), page.getByLabel('Identity pool name')],
    [paths.poolProviders('local', poolId), page.getByRole('table', { name: 'Identity providers' })],
    [paths.poolProviderAdd('local', poolId), page.getByText('Kind of provider')],
    [paths.poolRoles('local', poolId), page.getByLabel('ARN of the guest role')],
    [paths.poolRoleMappings('local', poolId), page.getByRole('table', { name: 'Role mappings' })],
    [
      paths.poolRoleMapping(
        'local',
        poolId,
        `cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI:${'x'.repeat(60)}`,
      ),
      page.getByRole('heading', { name: 'Simulator' }),
    ],
    [paths.poolAttributes('local', poolId), page.getByRole('textbox', { name: 'Token or claims' })],
    [paths.poolAccessCheck('local', poolId), page.getByRole('button', { name: 'Run the check' })],
    [paths.poolTags('local', poolId), page.getByRole('button', { name: 'Add tag' })],
    [paths.poolIdentities('local', poolId), page.getByText('Guest', { exact: true }).first()],
    [paths.poolCleanUp('local', poolId), page.getByText('This pool was not scanned yet')],
    [paths.jobs('local'), page.getByRole('heading', { name: /^Jobs/ })],
  ] as const) {
    await page.goto(path);
    await expect(ready).toBeVisible();
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(widths[0], path).toBeLessThanOrEqual(widths[1] ?? 0);
  }
});

test('an address with an encoded colon, as chat programs write it, leads to the same page', async ({
  page,
  cognito,
}) => {
  const poolId = await createPool(cognito, 'Shared by a link');
  for (const [path, tab] of [
    [paths.poolIdentities('local', poolId), 'Identities'],
    [paths.poolAccessCheck('local', poolId), 'Access check'],
  ] as const) {
    await page.goto(`${path.replace(':', '%3A')}/?from=chat`);
    await expect(page.getByRole('tab', { name: tab, selected: true })).toBeVisible();
    await expect(page).toHaveURL(`${path}?from=chat`);
  }
});
