import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from '@playwright/test';

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

/**
 * Puts cookies and local storage of a console back to what they were, for a page that was just made. The same as
 * `setStorageState`, which opens a page of its own for it: a tenth of the time of a test.
 */
export async function restoreStorage(
  page: Page,
  origin: string,
  { cookies, origins }: Profile['storageState'],
): Promise<void> {
  const context = page.context();
  await context.clearCookies();
  await context.addCookies(cookies);
  const items = origins.find((stored) => stored.origin === origin)?.localStorage ?? [];
  await page.addInitScript(
    ([origin, items]) => {
      // Once in a page: session storage begins empty with it, and what a test stores must stay over a reload.
      if (location.origin !== origin || sessionStorage.getItem('e2e.restored') !== null) return;
      sessionStorage.setItem('e2e.restored', 'yes');
      localStorage.clear();
      for (const { name, value } of items) localStorage.setItem(name, value);
    },
    [origin, items] as const,
  );
}
