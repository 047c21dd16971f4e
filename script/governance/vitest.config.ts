import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'governance',
    include: ['test/**/*.test.ts'],
    globalSetup: ['../../sdk/test/setup.ts'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 1,
  },
});
