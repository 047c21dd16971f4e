import { emissionScheduleAbi, merkleRewardsAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData } from 'viem';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import type { Call } from '../kit/index.js';

/** IRewardProgrammes.Programme, in its order. */
const PROGRAMMES = ['Users', 'Providers', 'LpPositions', 'LpStaking', 'LpPool', 'Airdrop'] as const;
const LOST_RACES = ['NotDue', 'NoPendingRoot'];

/** Releases months, quarters and weeks that are over, and accepts reward roots whose delay is. */
export function emissionsDuty({ chain, clock, engine }: KeeperContext): Duty {
  const { EmissionSchedule, MerkleRewards } = chain.deployment.contracts;
  const schedule = { address: EmissionSchedule, abi: emissionScheduleAbi } as const;
  const rewards = { address: MerkleRewards, abi: merkleRewardsAbi } as const;

  const callsFor = async (programme: number, name: string): Promise<Call[]> => {
    const [[isDue], pending, books] = await Promise.all([
      chain.client.readContract({ ...schedule, functionName: 'due', args: [programme] }),
      chain.client.readContract({ ...rewards, functionName: 'pendingRoot', args: [programme] }),
      chain.client.readContract({ ...rewards, functionName: 'books', args: [programme] }),
    ]);
    const calls: Call[] = [];
    if (isDue) {
      const data = encodeFunctionData({ abi: emissionScheduleAbi, functionName: 'release', args: [programme] });
      calls.push({ to: EmissionSchedule, data, label: `release ${name}`, key: `emissions:release:${programme}` });
    }
    const waited = pending.acceptableAt !== 0 && BigInt(pending.acceptableAt) <= clock.now.timestamp;
    // Claims may have overtaken a smaller total; such a root is for its publisher to replace.
    if (waited && pending.total >= books.claimed) {
      const data = encodeFunctionData({ abi: merkleRewardsAbi, functionName: 'acceptRoot', args: [programme] });
      calls.push({
        to: MerkleRewards,
        data,
        label: `accept the root of ${name}`,
        key: `emissions:accept:${programme}`,
      });
    }
    return calls;
  };
  const find = async (): Promise<Call[]> => (await Promise.all(PROGRAMMES.map((name, i) => callsFor(i, name)))).flat();

  return {
    name: 'emissions',
    description: 'release rewards of periods that are over and accept reward roots after their delay',
    schedule: '20 */5 * * * *',
    async check() {
      const calls = await find();
      return calls.length > 0 ? due(calls.map(({ label }) => label).join(', ')) : idle('no period is over');
    },
    async run() {
      const results: RunResult[] = [];
      for (const call of await find()) results.push(await act(engine, call, LOST_RACES));
      return summarise(results);
    },
  };
}
