import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'oracle-node',
    include: ['test/**/*.test.ts'],
    globalSetup: ['../../sdk/test/setup.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
