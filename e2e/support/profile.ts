import { type Browser, type BrowserContext, type BrowserContextOptions, expect } from '@playwright/test';

import { contextOptions } from './browser.ts';
import type { Console } from './servers.ts';

/** A browser profile that has signed in to a console, and what the browser then keeps of it. */
export interface Profile {
  readonly context: BrowserContext;
  readonly storageState: Exclude<BrowserContextOptions['storageState'], string | undefined>;
}

/** A profile of its own for this console, signed in. The caller closes its context. */
export async function signIn(browser: Browser, { url, signInLink }: Console): Promise<Profile> {
  const context = await browser.newContext({ ...contextOptions, baseURL: url });
  const page = await context.newPage();
  await page.goto(signInLink);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const storageState = await context.storageState();
  await page.close();
  return { context, storageState };
}
