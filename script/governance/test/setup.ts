import type { TestProject } from 'vitest/node';
import { provideChain } from '../../../sdk/test/setup.js';

/** The chain that Safes and voters govern. */
export default function setup(project: TestProject): Promise<void> {
  return provideChain(project, 'governed');
}
