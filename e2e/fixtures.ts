import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { IAMClient } from '@aws-sdk/client-iam';
import { test as base, expect, type Page } from '@playwright/test';

import { callControl } from './support/control.ts';
import { localAwsClient } from './support/clients.ts';
import { type Profile, restoreStorage, signIn } from './support/profile.ts';
import { watchCsp } from './support/page-health.ts';
import { type Console, type Server, startConsole, startLocalAws } from './support/servers.ts';

interface WorkerFixtures {
  /** A local AWS and a console of this worker alone. */
  readonly servers: { readonly localAws: Server; readonly console: Console };
  readonly signedIn: Profile;
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
      const profile = await signIn(browser, servers.console);
      await use(profile);
      await profile.context.close();
    },
    { scope: 'worker' },
  ],
  consoleUrl: ({ servers }, use) => use(servers.console.url),
  baseURL: ({ servers }, use) => use(servers.console.url),
  // One profile for all tests of a worker: in a new one the browser parses the whole app again, without its code cache.
  context: async ({ signedIn: { context } }, use) => {
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
  page: async ({ page, servers, signedIn, baseURL, storageState }, use) => {
    if (typeof storageState === 'string') throw new Error('The state of the storage is given as an object here.');
    await restoreStorage(page, baseURL ?? '', storageState ?? signedIn.storageState);
    await callControl(servers.localAws, 'POST', 'reset', {});
    const violations = await watchCsp(page);
    await use(page);
    expect(violations, 'violations of the Content-Security-Policy').toEqual([]);
  },
});

export { expect };
export type { Page };
