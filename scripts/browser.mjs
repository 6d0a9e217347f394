import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** What to say where no browser is found. */
export const installBrowserCommand = 'npx --yes playwright@1.65.1 install --with-deps chromium';

/** A Chromium to test with: the one named, the system's, or Playwright's own. Undefined where there is none. */
export function findBrowser() {
  const system = systemBrowser();
  if (system !== undefined) return system;
  const requireFromE2e = createRequire(path.resolve('e2e', 'package.json'));
  const own = requireFromE2e('@playwright/test').chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** The Chromium of PLAYWRIGHT_CHROMIUM_PATH or of the system. */
export function systemBrowser() {
  return [process.env.PLAYWRIGHT_CHROMIUM_PATH, '/usr/bin/chromium'].find(
    (file) => file !== undefined && file !== '' && existsSync(file),
  );
}
