import { defineConfig } from 'vitest/config';

/**
 * Every TypeScript suite of the project in one run; each package keeps its own settings. One file at a time: most bring a chain and
 * processes of their own, and two at once starve each other on two cores.
 */
export default defineConfig({
  test: {
    maxWorkers: 1,
    projects: [
      'sdk',
      'script/rewards',
      'script/governance',
      'script/keeper',
      'script/oracle-node',
      'script/agent',
      'script/devnet',
      'test',
    ],
  },
});
