import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { IAMClient } from '@aws-sdk/client-iam';
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test';

import { callControl } from './support/control.ts';
import { localAwsClient } from './support/clients.ts';
import { watchCsp } from './support/page-health.ts';
import { type Console, type Server, startConsole, startLocalAws } from './support/servers.ts';

type StorageState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

interface WorkerFixtures {
  /** A local AWS and a console of this worker alone. */
  readonly servers: { readonly localAws: Server; readonly console: Console; readonly signedIn: StorageState };
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
    async ({ browser }, use) => {
      const localAws = await startLocalAws();
      const console = await startConsole(localAws);
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(console.signInLink);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const signedIn = await context.storageState();
      await context.close();
      await use({ localAws, console, signedIn });
      await console.stop();
      await localAws.stop();
    },
    { scope: 'worker' },
  ],
  consoleUrl: ({ servers }, use) => use(servers.console.url),
  baseURL: ({ servers }, use) => use(servers.console.url),
  storageState: ({ servers }, use) => use(servers.signedIn),
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
