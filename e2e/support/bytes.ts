import type { Page } from '@playwright/test';

/** Bytes over the wire since the call, headers included, kept up to date. Only Chromium tells. */
export async function countBytes(page: Page): Promise<{ all: number; scripts: number }> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const bytes = { all: 0, scripts: 0 };
  const scripts = new Set<string>();
  network.on('Network.responseReceived', (event) => {
    if (event.type === 'Script') scripts.add(event.requestId);
  });
  network.on('Network.loadingFinished', (event) => {
    bytes.all += event.encodedDataLength;
    if (scripts.has(event.requestId)) bytes.scripts += event.encodedDataLength;
  });
  return bytes;
}
