// `npm test`: every check there is, in the order in which they fail fastest, and one count at the end.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

import { findBrowser, installBrowserCommand } from './browser.mjs';
import { missingPlatformPackages } from './platform-packages.mjs';

const reports = mkdtempSync(path.join(os.tmpdir(), 'lifeguard-test-'));
const unitReport = path.join(reports, 'unit.json');
const e2eReport = path.join(reports, 'e2e.json');
const failedSteps = [];
const count = { passed: 0, failed: 0, skipped: 0 };

step('lockfile holds every platform’s binaries', () => {
  const missing = missingPlatformPackages();
  for (const name of missing) process.stderr.write(`pnpm-lock.yaml lacks ${name}, which an installed package wants.\n`);
  return missing.length === 0;
});
step('types', () => run('turbo', ['run', 'typecheck', '--output-logs=errors-only']));
step('lint', () => run('oxlint', ['--type-aware', '--deny-warnings']));
step('format', () => run('biome', ['format']));
step('unused code', () => run('knip', []));
step('unit tests', () => {
  const isGreen = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`]);
  return addUnit() && isGreen;
});
const isBuilt = step('build', () => run('turbo', ['run', 'build', '--output-logs=errors-only']));
if (isBuilt) {
  step('end-to-end tests', () => {
    if (findBrowser() === undefined) {
      process.stderr.write(
        `No browser was found, so the end-to-end tests did not run. Install one with:\n\n  ${installBrowserCommand}\n\n`,
      );
      return false;
    }
    const isGreen = run('playwright', ['test', '--reporter=line,json'], {
      cwd: 'e2e',
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
    });
    return addE2e() && isGreen;
  });
}
rmSync(reports, { recursive: true, force: true });

for (const name of failedSteps) process.stdout.write(`Failed: ${name}\n`);
process.stdout.write(
  `${count.passed} passed, ${Math.max(count.failed, failedSteps.length)} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}\n`,
);
process.exit(failedSteps.length === 0 ? 0 : 1);

function step(name, check) {
  const started = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const isGreen = check();
  process.stdout.write(`== ${name}: ${isGreen ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  if (!isGreen) failedSteps.push(name);
  return isGreen;
}

/** Runs a tool of the workspace; the launcher has put node_modules/.bin into PATH. */
function run(tool, args, { cwd = '.', env = {} } = {}) {
  const bins = [path.resolve(cwd, 'node_modules', '.bin'), path.resolve('node_modules', '.bin')];
  const done = spawnSync(tool, args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
    env: { ...process.env, ...env, PATH: [...bins, process.env.PATH].join(path.delimiter) },
  });
  if (done.error !== undefined) process.stderr.write(`${tool}: ${done.error.message}\n`);
  return done.status === 0;
}

function addUnit() {
  if (!existsSync(unitReport)) return false;
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(unitReport, 'utf8'));
  return add(numPassedTests, numFailedTests, numPendingTests);
}

function addE2e() {
  if (!existsSync(e2eReport)) return false;
  const { expected, flaky, unexpected, skipped } = JSON.parse(readFileSync(e2eReport, 'utf8')).stats;
  return add(expected, unexpected + flaky, skipped);
}

/** A run of no tests is a failure. */
function add(passed, failed, skipped) {
  count.passed += passed;
  count.failed += failed;
  count.skipped += skipped;
  return passed > 0;
}
