import { revenueRouterAbi, vaultAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

/** IRevenueRouter.Source. */
const SOURCES = ['SaaS', 'TransactionFees', 'ApiAndData', 'Certification', 'GroupBuying'] as const;
const LOST_RACES = ['NothingToDistribute', 'ZeroAmount'];

/** Collects what the vault earned and hands it to the destinations. */
export function revenueDuty({ chain, config, engine }: KeeperContext): Duty {
  const { Vault, RevenueRouter } = chain.deployment.contracts;

  const uncollected = (): Promise<bigint[]> =>
    Promise.all(
      SOURCES.map((_name, source) =>
        chain.client.readContract({
          address: Vault,
          abi: vaultAbi,
          functionName: 'uncollectedRevenue',
          args: [source],
        }),
      ),
    );
  const undistributed = (): Promise<bigint> =>
    chain.client.readContract({ address: RevenueRouter, abi: revenueRouterAbi, functionName: 'undistributed' });
  const worth = (amount: bigint): boolean => amount > 0n && amount >= config.minRevenue;

  return {
    name: 'revenue',
    description: 'collect revenue from the vault and distribute it over the split',
    schedule: '*/30 * * * * *',
    async check() {
      const [collectable, waiting] = await Promise.all([uncollected(), undistributed()]);
      const named = SOURCES.flatMap((name, source) =>
        worth(collectable[source] ?? 0n) ? [`${name} ${collectable[source]}`] : [],
      );
      if (worth(waiting)) named.push(`undistributed ${waiting}`);
      return named.length > 0 ? due(named.join(', ')) : idle(`less than ${config.minRevenue} units anywhere`);
    },
    async run() {
      const results: RunResult[] = [];
      for (const [source, amount] of (await uncollected()).entries()) {
        if (!worth(amount)) continue;
        const data = encodeFunctionData({ abi: revenueRouterAbi, functionName: 'collect', args: [source] });
        const call = { to: RevenueRouter, data, label: `collect ${SOURCES[source]}`, key: `collect:${source}` };
        results.push(await act(engine, call, LOST_RACES));
      }
      if (worth(await undistributed())) {
        const data = encodeFunctionData({ abi: revenueRouterAbi, functionName: 'distribute' });
        results.push(
          await act(engine, { to: RevenueRouter, data, label: 'distribute', key: 'distribute' }, LOST_RACES),
        );
      }
      return summarise(results);
    },
  };
}
