import type { TestProject } from 'vitest/node';
import deploySetup from '../../../sdk/test/setup.js';

/** The chain that Safes and voters govern. */
export default function setup(project: TestProject): Promise<void> {
  process.env.NETWORK = 'governed';
  return deploySetup(project);
}
