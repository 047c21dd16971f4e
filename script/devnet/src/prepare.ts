import { join } from 'node:path';
import { registerDeployment } from '@cyberplaza/sdk';
import type { Scenario } from './input/scenario.js';
import { SpecFolder } from './market/specs.js';
import { bondMeters, fundCast } from './seed/cast.js';
import { seedBuyers, seedStakers } from './seed/holders.js';
import { publishPrices, referencePrices } from './seed/prices.js';
import { type SeededProvider, seedProviders } from './seed/providers.js';
import { type Services, startServices } from './stack/services.js';
import type { Stack } from './stack/stack.js';
import type { Teardown } from './stack/teardown.js';

/** The market as the first buyer finds it. */
export interface Prepared {
  scenario: Scenario;
  providers: readonly SeededProvider[];
  prices: ReadonlyMap<number, bigint>;
  specs: SpecFolder;
  services: Services;
}

/** Everything that has to be in place before a job can be opened, done by the accounts that would do it in the world. */
export async function prepare(
  stack: Stack,
  scenario: Scenario,
  teardown: Teardown,
  say: (text: string) => void,
): Promise<Prepared> {
  const { world, clock } = stack;
  registerDeployment(stack.deployment);
  await clock.freeze();
  say('bonding seven meters');
  await fundCast(world, scenario.providers.length, scenario.buyers.length);
  await bondMeters(world);
  const prices = referencePrices(world, scenario.providers);
  await publishPrices(world, clock, prices);
  say('releasing CPT from genesis, after the treasury’s 48 hours; locking it');
  await seedStakers(world, clock, scenario.providers.length);
  const providers = await seedProviders(world, clock, scenario.providers, {
    onProgress: (done) => say(`registering, bonding and admitting providers: ${done}/${scenario.providers.length}`),
    // Prices have aged during probation.
    afterProbation: () => publishPrices(world, clock, prices),
  });
  await seedBuyers(world, scenario.buyers, (done) => say(`funding buyers: ${done}/${scenario.buyers.length}`));
  say('starting agent, seven meters and keeper');
  const specs = new SpecFolder(join(stack.work, 'specs'));
  const services = await startServices(stack, specs.folder, teardown);
  return { scenario, providers, prices, specs, services };
}
