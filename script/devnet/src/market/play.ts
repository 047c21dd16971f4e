import type { Prepared } from '../prepare.js';
import type { Stack } from '../stack/stack.js';
import { Driver } from './driver.js';
import { Observer } from './observer.js';
import { Progress } from './progress.js';
import { quietAgent } from './quiet.js';

const REFRESH_MS = 200;

export interface Played {
  observer: Observer;
  driver: Driver;
}

/** Runs all jobs to their end, telling how far it is. */
export async function playMarket(stack: Stack, prepared: Prepared, say: (text: string) => void): Promise<Played> {
  const { world, clock } = stack;
  const progress = new Progress();
  const observer = new Observer(world, 0n);
  const driver = new Driver({
    world,
    clock,
    observer,
    scenario: prepared.scenario,
    providers: prepared.providers,
    prices: prepared.prices,
    specs: prepared.specs,
    progress,
    quiet: () => quietAgent(world, prepared.services.agentUrl),
  });
  const timer = setInterval(() => say(progress.line()), REFRESH_MS);
  try {
    await driver.run();
  } finally {
    clearInterval(timer);
    say(progress.line());
  }
  return { observer, driver };
}
