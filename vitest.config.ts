import { defineConfig } from 'vitest/config';

/** Every TypeScript suite of the project in one run; each package keeps its own settings. */
export default defineConfig({
  test: {
    projects: ['sdk', 'script/keeper', 'script/agent', 'script/devnet', 'test'],
  },
});
