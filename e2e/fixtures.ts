import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { IAMClient } from '@aws-sdk/client-iam';
import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';

import { callControl } from './support/control.ts';
import { localAwsClient } from './support/clients.ts';
import { contextOptions } from './support/browser.ts';
import { watchCsp } from './support/page-health.ts';
import { type Console, type Server, startConsole, startLocalAws } from './support/servers.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

interface WorkerFixtures {
  /** A local AWS and a console of this worker alone. */
  readonly servers: { readonly localAws: Server; readonly console: Console };
  /** A browser profile that has signed in to that console, and what the browser then keeps of it. */
  readonly signedIn: { readonly context: BrowserContext; readonly storageState: StorageState };
}

interface TestFixtures {
  readonly consoleUrl: string;
  /** Control endpoints of the local AWS: `await control('PUT', 'faults', { rules: [...] })`. */
  readonly control: (method: 'POST' | 'PUT', name: string, body: unknown) => Promise<unknown>;
  readonly cognito: CognitoIdentityClient;
  readonly iam: IAMClient;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  servers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures it needs from the pattern
    async ({}, use) => {
      const localAws = await startLocalAws();
      const console = await startConsole(localAws);
      await use({ localAws, console });
      await console.stop();
      await localAws.stop();
    },
    { scope: 'worker' },
  ],
  signedIn: [
    async ({ browser, servers }, use) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: servers.console.url });
      const page = await context.newPage();
      await page.goto(servers.console.signInLink);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const storageState = await context.storageState();
      await page.close();
      await use({ context, storageState });
      await context.close();
    },
    { scope: 'worker' },
  ],
  consoleUrl: ({ servers }, use) => use(servers.console.url),
  baseURL: ({ servers }, use) => use(servers.console.url),
  // One profile for all tests of a worker: in a new one the browser parses the whole app again, without its code cache.
  context: async ({ signedIn, storageState }, use) => {
    const { context } = signedIn;
    await context.setStorageState(storageState ?? signedIn.storageState);
    await use(context);
    await context.clearPermissions();
    await Promise.all(context.pages().map((page) => page.close()));
  },
  control: ({ servers }, use) => use((method, name, body) => callControl(servers.localAws, method, name, body)),
  cognito: async ({ servers }, use) => {
    const client = new CognitoIdentityClient(localAwsClient(servers.localAws));
    await use(client);
    client.destroy();
  },
  iam: async ({ servers }, use) => {
    const client = new IAMClient(localAwsClient(servers.localAws));
    await use(client);
    client.destroy();
  },
  page: async ({ page, servers }, use) => {
    await callControl(servers.localAws, 'POST', 'reset', {});
    const violations = await watchCsp(page);
    await use(page);
    expect(violations, 'violations of the Content-Security-Policy').toEqual([]);
  },
});

export { expect };
export type { Page };
