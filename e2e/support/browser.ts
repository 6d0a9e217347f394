import { existsSync } from 'node:fs';

import type { BrowserContextOptions, LaunchOptions } from '@playwright/test';

const system = [process.env['PLAYWRIGHT_CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (file) => file !== undefined && file !== '' && existsSync(file),
);

const disabledFeatures = [
  // The pages behind the address bar: some 400 scripts for each window, a quarter of the time of all tests.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  // This switch replaces Playwright's own: what keeps a quiet, predictable browser is repeated.
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** How Chromium is started here: the system's where there is one, quiet, and without its sandbox only as root. */
export const browserOptions: LaunchOptions = {
  ...(system === undefined ? {} : { executablePath: system }),
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${disabledFeatures.join(',')}`,
    // Chromium refuses to sandbox itself when started by root, as in CI containers.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};

/** What every page of the tests is given, whatever the machine's own settings. */
export const contextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-US',
  timezoneId: 'UTC',
  // Animations only cost time here.
  reducedMotion: 'reduce',
} as const satisfies BrowserContextOptions;
