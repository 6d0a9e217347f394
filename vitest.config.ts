import { defineConfig } from 'vitest/config';

// No test is to fail because the machine is busy: these end only what would never end by itself.
const common = {
  pool: 'forks',
  testTimeout: 90_000,
  hookTimeout: 90_000,
  expect: { poll: { timeout: 60_000 } },
} as const;

export default defineConfig({
  test: {
    // The default leaves one core to the watcher, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'packages',
          include: ['packages/*/src/**/*.test.ts'],
          // These files change nothing of the process they run in, and loading the SDK anew for each would take as long as the tests.
          isolate: false,
        },
      },
      {
        test: {
          ...common,
          name: 'apps',
          // These set environment variables, and one test's must not reach another's.
          include: ['apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts', '*.test.ts'],
        },
      },
    ],
  },
});
