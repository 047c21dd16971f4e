import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'governance',
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 600_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
