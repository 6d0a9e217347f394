/**
 * Writes pictures of every page and dialog to screenshots/, light and dark, narrow and wide: to look at, not to compare.
 * With names of scenes, of those alone.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';

import {
  CognitoIdentityClient,
  DescribeIdentityPoolCommand,
  ListIdentityPoolsCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { type Browser, chromium, type Page } from '@playwright/test';

import { makeAwsFiles } from './support/aws-files.ts';
import { browserOptions } from './support/browser.ts';
import { localAwsClient } from './support/clients.ts';
import { callControl } from './support/control.ts';
import { expect, loading, type Stage } from './scenes/scene.ts';
import { scenes } from './scenes/all.ts';
import { type Console, type Server, startConsole, startLocalAws } from './support/servers.ts';

const folder = path.resolve(import.meta.dirname, '../screenshots');
const names = ['pool-list-empty', 'pool-list-loaded', ...scenes.map(([name]) => name)];
const wanted = process.argv.length > 2 ? process.argv.slice(2) : names;
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(`There is no scene ${unknown.join(', ')}. The scenes are:\n  ${names.join('\n  ')}\n`);
  process.exit(1);
}
/** Those before the last one run too, because each begins where the one before ended. */
const last = Math.max(...wanted.map((name) => names.indexOf(name)));
const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  { colorScheme: 'light', viewport: { width: 1920, height: 1080 } },
  { colorScheme: 'dark', viewport: { width: 1920, height: 1080 } },
] as const;

if (wanted === names) await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const awsFiles = await makeAwsFiles();
const browser = await chromium.launch(browserOptions);
try {
  for (const look of looks) {
    const localAws = await startLocalAws();
    const server = await startConsole(localAws, awsFiles.env).catch(async (error: unknown) => {
      await localAws.stop();
      throw error;
    });
    try {
      await shootAll(browser, localAws, server, look);
    } finally {
      await server.stop();
      await localAws.stop();
    }
  }
} finally {
  await browser.close();
  await awsFiles.remove();
}

async function shootAll(
  browser: Browser,
  localAws: Server,
  { url, signInLink }: Console,
  look: (typeof looks)[number],
) {
  const page = await browser.newPage({ ...look, baseURL: url, locale: 'en-US', reducedMotion: 'reduce' });
  page.setDefaultTimeout(120_000);
  page.on('dialog', (dialog) => void dialog.accept());
  const shoot = async (name: string) => {
    if (wanted.includes(name)) await shootOne(page, `${name}-${look.colorScheme}-${look.viewport.width}`);
  };
  await page.goto(signInLink);
  await page.getByRole('button', { name: 'Load sample data' }).waitFor();
  await shoot('pool-list-empty');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await page.getByText(/^Made \d+ identity pools/).waitFor();
  await shoot('pool-list-loaded');
  const cognito = new CognitoIdentityClient(localAwsClient(localAws));
  const { IdentityPools = [] } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  const poolId = IdentityPools.find((pool) => pool.IdentityPoolName === 'harbour-mobile-app')?.IdentityPoolId ?? '';
  const stage: Stage = {
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
  };
  for (const [name, set] of scenes.filter(([scene]) => names.indexOf(scene) <= last)) {
    try {
      await set(stage);
      await shoot(name);
    } catch (cause) {
      throw new Error(`The scene ${name} did not come about.`, { cause });
    }
  }
  cognito.destroy();
  await page.close();
}

async function shootOne(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page.locator(loading)).toHaveCount(0);
  // A dialog covers the window only; the table of identities is longer than anybody wants to look at.
  const isWindow = name.startsWith('identities') || (await page.getByRole('dialog').count()) > 0;
  if (!isWindow) await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: !isWindow, animations: 'disabled' });
  process.stdout.write(`${name}.png\n`);
}
