/** Writes pictures of every page and dialog to screenshots/, light and dark, narrow and wide: to look at, not to compare. */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  ListIdentityPoolsCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { type Browser, chromium, expect, type Page } from '@playwright/test';

import { makeAwsFiles } from './support/aws-files.ts';
import { browserOptions } from './support/browser.ts';
import { localAwsClient } from './support/clients.ts';
import { callControl } from './support/control.ts';
import { scenes } from './support/scenes.ts';
import { type Console, type Server, startConsole, startLocalAws } from './support/servers.ts';

const folder = path.resolve(import.meta.dirname, '../screenshots');
/** Only scenes whose name contains it; the others still run, because each begins where the one before ended. */
const wanted = process.argv[2] ?? '';
const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'light', viewport: { width: 1920, height: 1080 } },
  { colorScheme: 'dark', viewport: { width: 1920, height: 1080 } },
] as const;

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const awsFiles = await makeAwsFiles();
const browser = await chromium.launch(browserOptions);
try {
  for (const look of looks) {
    const localAws = await startLocalAws();
    const console = await startConsole(localAws, awsFiles.env).catch(async (error: unknown) => {
      await localAws.stop();
      throw error;
    });
    try {
      await shootAll(browser, localAws, console, look);
    } finally {
      await console.stop();
      await localAws.stop();
    }
  }
} finally {
  await browser.close();
  await awsFiles.remove();
}

async function shootAll(browser: Browser, localAws: Server, console: Console, look: (typeof looks)[number]) {
  const page = await browser.newPage({ ...look, baseURL: console.url, locale: 'en-US', reducedMotion: 'reduce' });
  page.on('dialog', (dialog) => void dialog.accept());
  const shoot = (name: string) => shootOne(page, `${name}-${look.colorScheme}-${look.viewport.width}`);
  await page.goto(console.signInLink);
  await page.getByRole('button', { name: 'Load sample data' }).waitFor();
  await shoot('pool-list-empty');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await page.getByText(/^Made \d+ identity pools/).waitFor();
  await shoot('pool-list-loaded');
  const cognito = new CognitoIdentityClient(localAwsClient(localAws));
  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const poolId = IdentityPools.find((pool) => pool.IdentityPoolName === 'harbour-mobile-app')?.IdentityPoolId ?? '';
  for (const [name, set] of scenes) {
    await set({
      page,
      poolId,
      cognito,
      control: (method, endpoint, body) => callControl(localAws, method, endpoint, body),
      renameElsewhere: async (IdentityPoolId, IdentityPoolName) => {
        const { $metadata: _, ...pool } = await cognito.send(new DescribeIdentityPoolCommand({ IdentityPoolId }));
        await cognito.send(
          new UpdateIdentityPoolCommand({
            ...pool,
            IdentityPoolId,
            IdentityPoolName,
            AllowUnauthenticatedIdentities: pool.AllowUnauthenticatedIdentities ?? false,
          }),
        );
      },
    });
    await shoot(name);
  }
  cognito.destroy();
  await page.close();
}

async function shootOne(page: Page, name: string): Promise<void> {
  if (!name.includes(wanted)) return;
  await expect(page.getByRole('heading').first()).toBeVisible();
  // A dialog covers the window only; the table of identities is longer than anybody wants to look at.
  const isWindow = name.startsWith('identities') || (await page.getByRole('dialog').count()) > 0;
  if (!isWindow) await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: !isWindow, animations: 'disabled' });
}
