import { chromium } from '@playwright/test';

import { browserOptions } from '../support/browser.ts';
import { countBytes } from '../support/bytes.ts';
import { startConsole, startLocalAws } from '../support/servers.ts';
import type { Row } from './report.ts';

/** Bytes over the wire and largest contentful paint of the pool list, first visit, nothing cached. */
export async function* benchFirstLoad(): AsyncGenerator<Row> {
  const localAws = await startLocalAws();
  const console = await startConsole(localAws);
  const browser = await chromium.launch(browserOptions);
  try {
    const page = await browser.newPage();
    const bytes = await countBytes(page);
    await page.goto(console.signInLink);
    await page.getByRole('heading', { level: 1 }).waitFor();
    // Not until the network is idle: the stream of the jobs stays open.
    await page.getByRole('button', { name: 'Load sample data' }).waitFor();
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0)).observe({
            type: 'largest-contentful-paint',
            buffered: true,
          });
        }),
    );
    yield {
      name: 'Web: first load of the pool list',
      value: `${Math.round(bytes.all / 1000)} kB, ${Math.round(bytes.scripts / 1000)} kB of it scripts, as sent`,
      aim: 'at most 416 kB',
    };
    yield { name: 'Web: largest contentful paint', value: `${Math.round(paint)} ms` };
  } finally {
    await browser.close();
    await console.stop();
    await localAws.stop();
  }
}
