import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'contracts against models',
    include: ['**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
