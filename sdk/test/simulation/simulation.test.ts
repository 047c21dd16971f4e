import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ROOT } from '../support/paths.js';
import { useWorld } from '../support/world.js';
import { FULL, net, SMALL } from './attack.js';
import { ATTACKS } from './attacks/index.js';
import { markdown, type Played, summary } from './report.js';

/** `npm run simulate -w sdk` plays all of it and writes docs/simulation.md. */
const full = process.env.SIMULATION === 'full';
const PATIENCE_MS = 600_000;

describe('law L: whoever attacks the rules loses money', () => {
  const world = useWorld(async (w) => {
    await w.publishPrices();
    await w.bondMeters();
  });
  const played: Played[] = [];

  test.each(ATTACKS.map((attack) => [attack.name, attack] as const))(
    '%s',
    async (_name, attack) => {
      const outcome = await attack.run(world.current, full ? FULL : SMALL);
      played.push({ attack, outcome });
      expect(outcome.turnover).toBeGreaterThan(0n);
      expect(net(outcome)).toBeLessThan(0n);
    },
    PATIENCE_MS,
  );

  afterAll(() => {
    if (!full) return;
    writeFileSync(join(ROOT, 'docs/simulation.md'), markdown(played));
    console.log(summary(played));
  });
});
