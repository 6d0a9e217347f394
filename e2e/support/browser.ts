import { existsSync } from 'node:fs';

import type { LaunchOptions } from '@playwright/test';

const system = [process.env['PLAYWRIGHT_CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (file) => file !== undefined && file !== '' && existsSync(file),
);

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
    // Chromium refuses to sandbox itself when started by root, as in CI containers.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ],
};
