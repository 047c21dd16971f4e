import { priceHubAbi, providerRegistryAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

/** IPriceHub.Status. */
const FIT = 0;
/** a slash that waits 7 days without a fit price uses the last one on record: it should be at most this old */
const RECORD_EVERY_SECONDS = 20 * 3_600;
const LOST_RACES = ['NoSlashQueued', 'PriceUnfit'];

/** Records the price of CPT daily while bonds hold any, and executes slashes that waited for a price. */
export function bondsDuty({ chain, clock, engine, market }: KeeperContext): Duty {
  const { PriceHub, ProviderRegistry } = chain.deployment.contracts;
  const registry = { address: ProviderRegistry, abi: providerRegistryAbi } as const;
  const recordCall = {
    to: ProviderRegistry,
    data: encodeFunctionData({ abi: providerRegistryAbi, functionName: 'recordCptPrice' }),
    label: 'record CPT price',
    key: 'recordCptPrice',
  };
  const executeCall = (providerId: number) => ({
    to: ProviderRegistry,
    data: encodeFunctionData({ abi: providerRegistryAbi, functionName: 'executeSlash', args: [providerId] }),
    label: `execute slash of provider ${providerId}`,
    key: `executeSlash:${providerId}`,
  });

  /** Seconds since a fit price was recorded; undefined if recording one now would be no use. */
  const priceAge = async (): Promise<number | undefined> => {
    const [[cpt], [, seenAt], [status]] = await Promise.all([
      chain.client.readContract({ ...registry, functionName: 'bondTotals' }),
      chain.client.readContract({ ...registry, functionName: 'lastFitPrice' }),
      chain.client.readContract({ address: PriceHub, abi: priceHubAbi, functionName: 'cptUsd' }),
    ]);
    return cpt > 0n && status === FIT ? clock.now.timestamp - Number(seenAt) : undefined;
  };
  const isOld = (age: number | undefined): boolean => age !== undefined && age >= RECORD_EVERY_SECONDS;

  const executable = async (): Promise<number[]> => {
    const ids = [...market.providers.keys()];
    const queues = await Promise.all(
      ids.map((id) => chain.client.readContract({ ...registry, functionName: 'queuedSlashes', args: [id] })),
    );
    const waiting = ids.filter((_, index) => (queues[index]?.length ?? 0) > 0);
    const refused = await Promise.all(waiting.map((id) => engine.refusal(executeCall(id))));
    return waiting.filter((_, index) => refused[index] === undefined);
  };

  return {
    name: 'bonds',
    description: 'record the price of CPT daily and execute slashes that waited for one',
    schedule: '30 */5 * * * *',
    async check() {
      const [age, slashes] = await Promise.all([priceAge(), executable()]);
      if (slashes.length > 0) return due(`slashes of ${slashes.length} providers can be executed`);
      return isOld(age) ? due(`the CPT price on record is ${age} s old`) : idle('nothing waits for a price');
    },
    async run() {
      const results: RunResult[] = [];
      if (isOld(await priceAge())) results.push(await act(engine, recordCall, []));
      for (const providerId of await executable()) {
        results.push(await act(engine, executeCall(providerId), LOST_RACES));
      }
      return summarise(results);
    },
  };
}
