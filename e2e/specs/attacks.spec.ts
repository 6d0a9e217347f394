// Attacks on the console that only a real browser can show.
import { createServer } from 'node:http';

import { CreateIdentityPoolCommand, ListIdentityPoolsCommand } from '@aws-sdk/client-cognito-identity';
import { chromium } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { expect, type Page, test } from '../fixtures.ts';
import { browserOptions } from '../support/browser.ts';
import { createPool } from '../support/seed.ts';

test('a rebound host name gets nothing', async ({ servers }) => {
  const { port } = new URL(servers.console.url);
  const browser = await chromium.launch({
    ...browserOptions,
    args: [...(browserOptions.args ?? []), '--host-resolver-rules=MAP evil.test 127.0.0.1'],
  });
  const page = await browser.newPage();
  const answer = await page.goto(`http://evil.test:${port}/`);
  expect(answer?.status()).toBe(421);
  expect(await page.content()).not.toContain('<script');
  await browser.close();
});

test('a page on another port of the same host can neither read nor change anything', async ({
  page,
  servers,
  cognito,
}) => {
  const attacker = await listen('<!doctype html><title>attacker</title><h1>attacker</h1>');
  const seen = await signedInPage(page, servers.console.url);
  expect(seen).toBe(200);
  await page.goto(attacker.url);
  const results = await page.evaluate(async (target) => {
    const pools = `${target}/api/connections/local/pools`;
    const body = JSON.stringify({ IdentityPoolName: 'stolen', AllowUnauthenticatedIdentities: true });
    const attempt = (work: () => Promise<string>) =>
      work().catch((error: unknown) => (error instanceof Error ? error.name : 'refused'));
    const event = (start: (done: (text: string) => void) => void) => new Promise<string>(start);
    return {
      read: await attempt(async () => (await fetch(pools, { credentials: 'include' })).text()),
      readOpaque: await attempt(async () => (await fetch(pools, { credentials: 'include', mode: 'no-cors' })).type),
      postJson: await attempt(async () =>
        (
          await fetch(pools, {
            method: 'POST',
            credentials: 'include',
            headers: { 'Content-Type': 'application/json', 'X-Console-CSRF': 'x' },
            body,
          })
        ).text(),
      ),
      postPlain: await attempt(
        async () => (await fetch(pools, { method: 'POST', mode: 'no-cors', credentials: 'include', body })).type,
      ),
      stream: await event((done) => {
        const source = new EventSource(pools, { withCredentials: true });
        source.addEventListener('error', () => done('error'));
        source.addEventListener('open', () => done('open'));
      }),
      socket: await event((done) => {
        const socket = new WebSocket(pools.replace('http', 'ws'));
        socket.addEventListener('error', () => done('error'));
        socket.addEventListener('open', () => done('open'));
      }),
      image: await event((done) => {
        const image = new Image();
        image.addEventListener('load', () => done('loaded'));
        image.addEventListener('error', () => done('error'));
        image.src = `${target}/favicon.svg`;
      }),
    };
  }, servers.console.url);
  expect(results.read).toBe('TypeError');
  expect(results.postJson).toBe('TypeError');
  expect(results.stream).toBe('error');
  expect(results.socket).toBe('error');
  expect(results.image).toBe('error');
  const { IdentityPools } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  expect(IdentityPools).toEqual([]);
  await attacker.close();
});

test('a form that posts from elsewhere changes nothing', async ({ page, servers, cognito }) => {
  const target = `${servers.console.url}/api/connections/local/pools`;
  const attacker = await listen(
    `<!doctype html><title>attacker</title><form method="post" enctype="text/plain" action="${target}"><input name='{"IdentityPoolName":"stolen","x":"' value='"}'><button>go</button></form>`,
  );
  await signedInPage(page, servers.console.url);
  await page.goto(attacker.url);
  const answer = page.waitForResponse((response) => response.url() === target);
  await page.getByRole('button', { name: 'go' }).click();
  expect([403, 415]).toContain((await answer).status());
  const { IdentityPools } = await cognito.send(new ListIdentityPoolsCommand({ MaxResults: 60 }));
  expect(IdentityPools).toEqual([]);
  await attacker.close();
});

test('no page can frame the console, or hold on to its window', async ({ page, servers }) => {
  const attacker = await listen(
    `<!doctype html><title>attacker</title><iframe src="${servers.console.url}/"></iframe><button onclick="window.opened = window.open('${servers.console.url}/')">open</button>`,
  );
  await page.goto(attacker.url);
  await expect.poll(() => page.frames().some((frame) => frame.url().startsWith('chrome-error:'))).toBe(true);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'open' }).click();
  await (await popup).waitForLoadState();
  await expect.poll(() => page.evaluate(() => (window as unknown as { opened: Window }).opened.closed)).toBe(true);
  await attacker.close();
});

test('an API answer can not be loaded as a script', async ({ page, servers }) => {
  const attacker = await listen('<!doctype html><title>attacker</title>');
  await page.goto(attacker.url);
  const result = await page.evaluate(
    (src) =>
      new Promise<string>((resolve) => {
        const script = document.createElement('script');
        script.src = src;
        script.addEventListener('load', () => resolve('loaded'));
        script.addEventListener('error', () => resolve('error'));
        document.head.append(script);
      }),
    `${servers.console.url}/api/session?callback=steal`,
  );
  expect(result).toBe('error');
  await attacker.close();
});

test('hostile text is shown as text, everywhere', async ({ page, cognito }) => {
  const hostile = ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '{{7*7}}', '\u202eevil\u200b'];
  // AWS refuses these characters in names and tags, so the places that hold them are values that AWS does not check.
  const poolId = await createPool(cognito, 'javascript alert-1', {
    SupportedLoginProviders: Object.fromEntries(hostile.map((key, index) => [key, `value${index}`])),
    IdentityPoolTags: { 'javascript:alert': 'x' },
  });
  await cognito.send(
    new CreateIdentityPoolCommand({ IdentityPoolName: '= 1+1', AllowUnauthenticatedIdentities: false }),
  );
  page.on('dialog', () => expect(false, 'a script of an attacker ran').toBe(true));
  for (const path of ['', `/${poolId}`, `/${poolId}/properties`, `/${poolId}/identities`]) {
    await page.goto(`/connections/local/pools${path}`);
    await expect(page.getByText('javascript alert-1').first()).toBeVisible();
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
  }
  await page.goto(paths.pool('local', poolId));
  await expect(page.getByText('<img src=x onerror=alert(1)>').first()).toBeVisible();
});

async function signedInPage(page: Page, url: string): Promise<number | undefined> {
  const answer = await page.goto(`${url}/connections/local/pools`);
  await expect(page.getByRole('heading', { name: /Identity pools/ })).toBeVisible();
  return answer?.status();
}

async function listen(html: string): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(html));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
