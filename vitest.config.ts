import { defineConfig } from 'vitest/config';

/**
 * Every TypeScript suite of the project in one run, two files at a time: a test and its chain take turns, so one alone leaves a core idle.
 * Test files keep nothing global, so a worker reads the packages and viem once for all of them: that was a quarter of the whole time.
 */

/** The packages whose tests start from the same chain. Each keeps its own settings for `npm run test -w`. */
const PACKAGES = ['sdk', 'script/rewards', 'script/keeper', 'script/agent', 'script/devnet'];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'packages',
          include: PACKAGES.map((name) => `${name}/test/**/*.test.ts`),
          globalSetup: ['sdk/test/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          pool: 'forks',
          isolate: false,
        },
      },
      'script/governance',
      'script/oracle-node',
      'test',
    ],
  },
});
