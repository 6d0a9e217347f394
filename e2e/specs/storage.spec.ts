import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { expect, test } from '../fixtures.ts';
import { expectAccessible } from '../support/page-health.ts';
import { startConsole } from '../support/servers.ts';

test('every page says that the index is damaged, and can throw it away', async ({ browser, servers }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lifeguard-storage-'));
  const LIFEGUARD_DATA_DIR = path.join(folder, 'data');
  await mkdir(LIFEGUARD_DATA_DIR);
  await writeFile(path.join(LIFEGUARD_DATA_DIR, 'identity-index.sqlite'), 'no database'.repeat(1000));
  const console = await startConsole(servers.localAws, { LIFEGUARD_DATA_DIR });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(console.signInLink);
  await expect(page.getByRole('heading', { name: /Identity pools/ })).toBeVisible();
  await expect(page.getByText('Storage is damaged', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Jobs' }).first().click();
  await expect(page.getByText('Storage is damaged', { exact: true })).toBeVisible();
  await expect(page.getByText(/identity-index\.sqlite, where the results of scans are kept/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Throw away the index…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Throw away the index' }).click();
  await expect(page.getByText('The index of identities is empty')).toBeVisible();
  await expect(page.getByText('Storage is damaged', { exact: true })).toBeHidden();
  await context.close();
  await console.stop();
  await rm(folder, { recursive: true, force: true });
});
