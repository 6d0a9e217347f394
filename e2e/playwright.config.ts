import { defineConfig } from '@playwright/test';

import { browserOptions, contextOptions } from './support/browser.ts';

export default defineConfig({
  testDir: 'specs',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // No test is to fail because the machine is busy: these end only what would never end by itself.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  use: {
    browserName: 'chromium',
    viewport: contextOptions.viewport,
    locale: contextOptions.locale,
    timezoneId: contextOptions.timezoneId,
    // Recording every test takes a quarter of the time: `--trace=retain-on-failure` where a failure is to be looked into.
    trace: 'off',
    contextOptions: { reducedMotion: contextOptions.reducedMotion },
    launchOptions: browserOptions,
  },
});
