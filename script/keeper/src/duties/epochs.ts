import { stakingRewardsAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, erc20Abi } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';

const LOST_RACES = ['EpochNotOver'];
/** epochs closed in one run; more follow with the next */
const MAX_EPOCHS = 52;

/** Credits USDC that arrived for stakers and closes reward epochs whose end is past. */
export function epochsDuty({ chain, config, engine }: KeeperContext): Duty {
  const { StakingRewards, USDC } = chain.deployment.contracts;
  const syncCall = {
    to: StakingRewards,
    data: encodeFunctionData({ abi: stakingRewardsAbi, functionName: 'sync' }),
    label: 'sync rewards',
    key: 'sync',
  };
  const closeCall = {
    to: StakingRewards,
    data: encodeFunctionData({ abi: stakingRewardsAbi, functionName: 'closeEpoch' }),
    label: 'close epoch',
    key: 'closeEpoch',
  };
  /** USDC that lies there beyond the books. */
  const uncredited = async (): Promise<bigint> => {
    const [balance, accounted] = await Promise.all([
      chain.client.readContract({ address: USDC, abi: erc20Abi, functionName: 'balanceOf', args: [StakingRewards] }),
      chain.client.readContract({ address: StakingRewards, abi: stakingRewardsAbi, functionName: 'accounted' }),
    ]);
    return balance - accounted;
  };
  const worthSync = (amount: bigint): boolean => amount > 0n && amount >= config.minRevenue;
  const canClose = async (): Promise<boolean> => (await engine.refusal(closeCall)) === undefined;

  return {
    name: 'epochs',
    description: 'credit revenue to the running reward epoch and close epochs that are over',
    schedule: '*/30 * * * * *',
    async check() {
      const [amount, closable] = await Promise.all([uncredited(), canClose()]);
      if (closable) return due('an epoch is over');
      return worthSync(amount) ? due(`${amount} units to credit`) : idle('the epoch is running');
    },
    async run() {
      const results: RunResult[] = [];
      for (let count = 0; count < MAX_EPOCHS && (await canClose()); count++) {
        const result = await act(engine, closeCall, LOST_RACES);
        results.push(result);
        if (result.kind !== 'done') break;
      }
      if (worthSync(await uncredited())) results.push(await act(engine, syncCall, []));
      return summarise(results);
    },
  };
}
