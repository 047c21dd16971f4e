import { bondDelegationAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

/** USDC units: less is left to whoever wants it, or to the next look. */
const WORTH_SPLITTING = 5_000_000n;

/** Splits what waits in the accounts of providers that share their earnings, and lets announced shares hold. */
export function splitsDuty({ chain, clock, engine, market }: KeeperContext): Duty {
  const { BondDelegation } = chain.deployment.contracts;
  const splitCall = (providerId: number) => ({
    to: BondDelegation,
    data: encodeFunctionData({ abi: bondDelegationAbi, functionName: 'split', args: [providerId] }),
    label: `split the earnings of provider ${providerId}`,
    key: `split:${providerId}`,
  });

  const waiting = async (): Promise<number[]> => {
    const ids = [...market.providers.keys()];
    const pools = await Promise.all(
      ids.map((id) =>
        chain.client.readContract({
          address: BondDelegation,
          abi: bondDelegationAbi,
          functionName: 'pool',
          args: [id],
        }),
      ),
    );
    return ids.filter((_, index) => {
      const pool = pools[index];
      if (pool === undefined) return false;
      const announced = pool.nextShareAt !== 0 && pool.nextShareAt <= clock.now.timestamp;
      return announced || pool.unsplit >= WORTH_SPLITTING;
    });
  };

  return {
    name: 'splits',
    description: "split providers' shared earnings between them and their delegators",
    schedule: '15 */30 * * * *',
    async check() {
      const ids = await waiting();
      return ids.length > 0 ? due(`earnings of ${ids.length} providers wait`) : idle('nothing worth splitting waits');
    },
    async run() {
      const results: RunResult[] = [];
      for (const providerId of await waiting()) results.push(await act(engine, splitCall(providerId), []));
      return summarise(results);
    },
  };
}
