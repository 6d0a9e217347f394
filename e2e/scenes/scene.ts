import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { expect as base, type Page } from '@playwright/test';

/** Waits for as long as a busy machine needs: the configuration of the tests does not reach here. */
export const expect = base.configure({ timeout: 120_000 });

/** What a scene may use besides its page. */
export interface Stage {
  readonly page: Page;
  /** A pool of the sample data with everything set. */
  readonly poolId: string;
  readonly cognito: CognitoIdentityClient;
  readonly control: (method: 'POST' | 'PUT', name: string, body: unknown) => Promise<unknown>;
  /** Renames a pool through the API, as another person would. */
  readonly renameElsewhere: (poolId: string, name: string) => Promise<void>;
}

/** One picture: what brings the page there. */
export type Scene = readonly [name: string, set: (stage: Stage) => Promise<void>];

export const role = 'arn:aws:iam::123456789012:role/HarbourMobileUser';

/** What a page shows while it waits for something. */
export const loading = '[class*=awsui_spinner], [class*=awsui_loading]';

/** Opens a page and waits until it is quiet. */
export async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
  // Not until the network is idle: the stream of the jobs stays open.
  await expect(page.locator(loading)).toHaveCount(0);
}

/** Goes to the next step of the wizard. */
export async function next(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
}
