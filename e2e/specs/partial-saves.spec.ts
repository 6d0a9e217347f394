// A save of several calls ends as applied, not applied or applied in part, and the console says which: never a wrong "saved".
import {
  type CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  GetPrincipalTagAttributeMapCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { expectNotice } from '../support/notices.ts';
import { createPool } from '../support/seed.ts';

const google = 'accounts.google.com';
const amazon = 'www.amazon.com';
const settings = { SupportedLoginProviders: { [google]: 'client', [amazon]: 'app' } };
const tags = { IdentityPoolTags: { team: 'web', old: 'x' } };
const operation = 'SetPrincipalTagAttributeMap';
/** Lets the first call of an operation pass. */
const pass = { operation };

interface Case {
  readonly title: string;
  readonly fault: Readonly<Record<string, unknown>>;
  readonly header: string;
  readonly outcome: 'failed' | 'has an unknown outcome';
}

const failures: readonly Case[] = [
  {
    title: 'an error',
    fault: { error: 'NotAuthorizedException', times: 100 },
    header: 'Only a part of the changes was saved',
    outcome: 'failed',
  },
  {
    title: 'throttling that stays',
    fault: { error: 'TooManyRequestsException', times: 100 },
    header: 'Only a part of the changes was saved',
    outcome: 'failed',
  },
  {
    title: 'no answer',
    fault: { hang: true, times: 100 },
    header: 'A part of the changes was saved; of the rest it is not known',
    outcome: 'has an unknown outcome',
  },
];

for (const { title, fault, header, outcome } of failures) {
  test(`${title} at the second call: says what was saved, and saves the rest`, async ({ page, cognito, control }) => {
    const IdentityPoolId = await createPool(cognito, 'Shop', settings);
    await control('PUT', 'faults', { rules: [pass, { operation, ...fault }] });
    await saveTwoMaps(page, IdentityPoolId);
    const review = page.getByRole('dialog', { name: 'Review changes' });
    // Until the console gives up, where AWS does not answer.
    await expect(review.getByText(header)).toBeVisible({ timeout: 60_000 });
    const calls = review.getByRole('listitem').filter({ hasText: / for / });
    await expect(calls).toContainText([`${operation} for ${google} was made`, `${operation} for ${amazon} ${outcome}`]);
    expect(await hasDefaults(cognito, IdentityPoolId, google)).toBe(true);
    expect(await hasDefaults(cognito, IdentityPoolId, amazon)).toBe(false);
    // Only the rest is shown and sent.
    await expect(review.getByText('Below is what remains.')).toBeVisible();
    await expect(review.getByText(/aws cognito-identity set-principal-tag-attribute-map/)).toHaveCount(1);
    await control('PUT', 'faults', { rules: [] });
    await review.getByRole('button', { name: 'Save the rest' }).click();
    await expectNotice(page, 'Saved Shop.');
    expect(await hasDefaults(cognito, IdentityPoolId, amazon)).toBe(true);
  });
}

test('a second call that AWS made although its answer was lost counts as saved', async ({ page, cognito, control }) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', settings);
  await control('PUT', 'faults', { rules: [pass, { operation, status: 502, afterEffect: true, times: 100 }] });
  await saveTwoMaps(page, IdentityPoolId);
  await expectNotice(page, 'Saved Shop.');
  expect(await hasDefaults(cognito, IdentityPoolId, amazon)).toBe(true);
});

test('a change by somebody else between the two calls is said, and not overwritten', async ({
  page,
  cognito,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { ...settings, ...tags });
  await control('PUT', 'faults', { rules: [{ operation: 'TagResource', hold: true }] });
  await saveTags(page, IdentityPoolId);
  await expect
    .poll(() => tagsOf(cognito, IdentityPoolId), { intervals: [50], timeout: 60_000 })
    .toEqual({ team: 'web' });
  const theirs = { IdentityPoolName: 'Theirs', AllowUnauthenticatedIdentities: false, AllowClassicFlow: false };
  await cognito.send(new UpdateIdentityPoolCommand({ IdentityPoolId, ...theirs, ...settings }));
  await control('PUT', 'faults', { rules: [] });
  await expectNotice(page, /changed by somebody else right after/);
  await expect(page.getByRole('heading', { level: 1, name: 'Theirs' })).toBeVisible();
  expect(await tagsOf(cognito, IdentityPoolId)).toEqual({ team: 'shop' });
});

test('what somebody else changes after a save in part is never taken for a part of it', async ({
  page,
  cognito,
  control,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', { ...settings, ...tags });
  await control('PUT', 'faults', { rules: [{ operation: 'TagResource', error: 'NotAuthorizedException' }] });
  await saveTags(page, IdentityPoolId);
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByText('Only a part of the changes was saved')).toBeVisible();
  expect(await tagsOf(cognito, IdentityPoolId)).toEqual({ team: 'web' });
  const theirs = { IdentityPoolName: 'Theirs', AllowUnauthenticatedIdentities: false, AllowClassicFlow: false };
  await cognito.send(new UpdateIdentityPoolCommand({ IdentityPoolId, ...theirs, ...settings }));
  await review.getByRole('button', { name: 'Save the rest' }).click();
  const stale = page.getByRole('dialog', { name: 'The pool was changed while you edited it' });
  await stale.getByRole('button', { name: 'Keep both' }).click();
  await expectNotice(page, /was kept beside yours/);
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toMatchObject({ IdentityPoolName: 'Theirs', IdentityPoolTags: { team: 'shop' } });
});

test('an edit that somebody else saved over right after shows the three versions, and can be saved beside theirs', async ({
  page,
  cognito,
  control,
  servers,
}) => {
  const IdentityPoolId = await createPool(cognito, 'Shop', settings);
  await page.goto(paths.poolProperties('local', IdentityPoolId));
  await page.getByLabel('Identity pool name').fill('Mine');
  await page.getByRole('button', { name: 'Review changes' }).click();
  const review = page.getByRole('dialog', { name: 'Review changes' });
  await expect(review.getByRole('button', { name: 'Save changes' })).toBeEnabled();
  // The look after the save waits until somebody else has written what they read before it.
  const describe = 'DescribeIdentityPool';
  await control('PUT', 'faults', { rules: [{ operation: describe }, { operation: describe, hold: true }] });
  await review.getByRole('button', { name: 'Save changes' }).click();
  await expect.poll(() => heldCalls(servers), { intervals: [50] }).toBe(1);
  const theirs = { IdentityPoolName: 'Shop', AllowUnauthenticatedIdentities: true, AllowClassicFlow: false };
  await cognito.send(new UpdateIdentityPoolCommand({ IdentityPoolId, ...theirs, ...settings }));
  await control('PUT', 'faults', { rules: [] });
  const stale = page.getByRole('dialog', { name: 'The pool was changed right after you saved it' });
  await expect(stale.getByText('Yours was saved, and somebody else saved over it')).toBeVisible();
  await stale.getByRole('button', { name: 'Keep both' }).click();
  await expectNotice(page, /was kept beside yours/);
  const pool = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
  expect(pool).toMatchObject({ IdentityPoolName: 'Mine', AllowUnauthenticatedIdentities: true, ...settings });
});

async function saveTwoMaps(page: Page, poolId: string): Promise<void> {
  await page.goto(paths.poolAttributes('local', poolId));
  for (const provider of ['Google', 'Login with Amazon']) {
    const modes = page.getByRole('radiogroup', { name: `Attributes of ${provider}` });
    await modes.getByRole('radio', { name: 'Use default mappings' }).check();
  }
  await reviewAndSave(page);
}

/** One tag is taken away, then another one is set. */
async function saveTags(page: Page, poolId: string): Promise<void> {
  await page.goto(paths.poolTags('local', poolId));
  const row = page.getByRole('group', { name: 'tag 1', exact: true });
  await row.getByLabel(/^Value/).fill('shop');
  await page.getByRole('button', { name: 'Remove tag 2' }).click();
  await reviewAndSave(page);
}

async function reviewAndSave(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
}

async function heldCalls({ localAws }: { readonly localAws: { readonly url: string } }): Promise<number> {
  const answer = await fetch(`${localAws.url}/_local/faults`);
  return ((await answer.json()) as { held: number }).held;
}

async function hasDefaults(cognito: CognitoIdentityClient, IdentityPoolId: string, IdentityProviderName: string) {
  const command = new GetPrincipalTagAttributeMapCommand({ IdentityPoolId, IdentityProviderName });
  try {
    return (await cognito.send(command)).UseDefaults === true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function tagsOf(cognito: CognitoIdentityClient, IdentityPoolId: string) {
  return (await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }))).IdentityPoolTags;
}
