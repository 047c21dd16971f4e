import { expect, test } from 'vitest';
import { withGasMargin } from '../../src/index.js';

const MOST = 16_777_216n;

test.each([
  [0n, 250_000n],
  [100_000n, 380_000n],
  [12_713_243n, MOST - 1n],
  [12_713_244n, MOST],
  [16_000_000n, MOST],
  [MOST + 1n, MOST + 1n],
])('an estimate of %i gets a limit of %i', (estimate, limit) => {
  expect(withGasMargin(estimate)).toBe(limit);
});
