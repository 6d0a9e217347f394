import { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { chromium, type Page } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { browserOptions } from '../support/browser.ts';
import { localAwsClient } from '../support/clients.ts';
import { startConsole, startLocalAws } from '../support/servers.ts';
import { signIn } from '../support/sign-in.ts';
import type { Row } from './report.ts';
import { ended, poolWith, startScan } from './scanned-pool.ts';

const identities = 30_000;
const steps = 20;

/** Scrolling and paging through indexed identities, in frames of the browser. */
export async function* benchIdentityTable(): AsyncGenerator<Row> {
  const localAws = await startLocalAws();
  const console = await startConsole(localAws);
  const client = new CognitoIdentityClient(localAwsClient(localAws));
  const browser = await chromium.launch(browserOptions);
  try {
    const session = await signIn(console);
    const poolId = await poolWith(client, localAws, identities);
    await ended(session, await startScan(session, poolId));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const [name = '', value = ''] = session.cookie.split('=');
    await page.context().addCookies([{ name, value, url: console.url }]);
    await page.addInitScript((csrf) => localStorage.setItem('lifeguard.csrf', csrf), session.csrf);
    for (const size of [20, 60]) {
      await page.addInitScript((limit) => localStorage.setItem('lifeguard.identity-page-size', limit), String(size));
      await page.goto(new URL(paths.poolIdentities('local', poolId), console.url).href);
      await page.getByText(`1–${size} of 30,000`).waitFor();
      yield frames(`Web: scrolling ${size} identities`, await during(page, () => scroll(page)));
      yield frames(`Web: paging ${size} identities`, await during(page, () => turnPages(page)));
    }
  } finally {
    client.destroy();
    await browser.close();
    await console.stop();
    await localAws.stop();
  }
}

async function scroll(page: Page): Promise<void> {
  await page.mouse.move(700, 600);
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, step < steps / 2 ? 200 : -200);
    await nextFrames(page);
  }
}

/** Inside the page: looking for elements from outside takes as long as drawing them. */
async function turnPages(page: Page): Promise<void> {
  await page.evaluate(async (turns) => {
    const next = document.querySelector<HTMLElement>('[aria-label="Next page"]');
    const first = () => document.querySelector('[aria-label^="Show us-east-1:"]')?.textContent;
    if (next === null || first() === undefined) throw new Error('The table of identities has another form.');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let turn = 0; turn < turns; turn += 1) {
      const before = first();
      next.click();
      while (first() === before) await frame();
      for (let rest = 0; rest < 20; rest += 1) await frame();
    }
  }, steps);
}

/** Lets what was asked for be drawn. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 8; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** Milliseconds from each frame to the next one while `work` goes on. */
async function during(page: Page, work: () => Promise<void>): Promise<number[]> {
  await nextFrames(page);
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    Object.assign(window, { gaps, isMeasured: true });
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if ((window as unknown as { isMeasured: boolean }).isMeasured) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const measured = window as unknown as { gaps: number[]; isMeasured: boolean };
    measured.isMeasured = false;
    return measured.gaps;
  });
}

function frames(name: string, gaps: readonly number[]): Row {
  const sorted = [...gaps].sort((left, right) => left - right);
  const at = (share: number) => `${Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN)} ms`;
  return {
    name: `${name}, longest frame`,
    value: at(1),
    baseline: `median ${at(0.5)}, 99 % ${at(0.99)} of ${sorted.length} frames`,
    aim: 'none over 50 ms',
  };
}
