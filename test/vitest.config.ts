import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { name: 'contracts against models', include: ['**/*.test.ts'], testTimeout: 300_000, hookTimeout: 120_000 },
});
