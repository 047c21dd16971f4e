import {
  type ContractCall,
  executeProposalCall,
  type Proposal,
  ProposalState,
  proposalIdOf,
  queueProposalCall,
} from '@cyberplaza/sdk';
import { cyberPlazaGovernorAbi, treasuryAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, getAbiItem } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import { addressValue, type Call, hexValue, LogFollower, learned, savedBigint } from '../kit/index.js';

const LOST_RACES = ['GovernorUnexpectedProposalState', 'TimelockUnexpectedOperationState', 'NothingToAllocate'];
/** USDC units: less is booked by the next payment anyway. */
const WORTH_ALLOCATING = 1_000_000_000n;
const OVER: readonly number[] = [
  ProposalState.Canceled,
  ProposalState.Defeated,
  ProposalState.Expired,
  ProposalState.Executed,
];

const proposalSchema = z.object({
  calls: z.array(
    z.object({
      to: addressValue,
      data: hexValue,
      value: savedBigint,
    }),
  ),
  description: z.string(),
});

/** Queues what the voters passed, executes it once its 48 hours are over, books what the treasury received. */
export function governanceDuty({ chain, clock, engine, keep }: KeeperContext): Duty {
  const { deployment, client } = chain;
  const { CyberPlazaGovernor, Treasury } = deployment.contracts;
  const governor = { address: CyberPlazaGovernor, abi: cyberPlazaGovernorAbi } as const;
  /** Proposals whose story is not over. */
  const open = new Map<bigint, Proposal>();
  const follower = new LogFollower({
    client,
    address: CyberPlazaGovernor,
    events: [getAbiItem({ abi: cyberPlazaGovernorAbi, name: 'ProposalCreated' })],
    fromBlock: BigInt(deployment.startBlock),
    ...keep('governance'),
    learned: learned(
      z.array(proposalSchema),
      (proposals) => {
        for (const proposal of proposals) open.set(proposalIdOf(proposal), proposal);
      },
      () => [...open.values()],
    ),
  });

  const follow = (): Promise<void> =>
    follower.advance(clock.now.block, (logs) => {
      for (const { args } of logs) {
        const { targets, values, calldatas, description } = args;
        const calls = targets.flatMap((to, index) => {
          const data = calldatas[index];
          return data === undefined ? [] : [{ to, data, value: values[index] ?? 0n }];
        });
        const proposal = { calls, description };
        open.set(proposalIdOf(proposal), proposal);
      }
    });

  const proposals = async (): Promise<Call[]> => {
    await follow();
    const calls: Call[] = [];
    for (const [id, proposal] of open) {
      const state = await client.readContract({ ...governor, functionName: 'state', args: [id] });
      if (OVER.includes(state)) open.delete(id);
      if (state === ProposalState.Succeeded) {
        calls.push(named(queueProposalCall(deployment, { proposal }), `queue proposal ${id}`));
      }
      if (state !== ProposalState.Queued) continue;
      const eta = await client.readContract({ ...governor, functionName: 'proposalEta', args: [id] });
      if (eta > BigInt(clock.now.timestamp)) continue;
      calls.push(named(executeProposalCall(deployment, { proposal }), `execute proposal ${id}`));
    }
    return calls;
  };

  const allocations = async (): Promise<Call[]> => {
    const waiting = await client.readContract({ address: Treasury, abi: treasuryAbi, functionName: 'unallocated' });
    if (waiting < WORTH_ALLOCATING) return [];
    const data = encodeFunctionData({ abi: treasuryAbi, functionName: 'allocate' });
    return [{ to: Treasury, data, label: "divide the treasury's inflow", key: 'treasury:allocate' }];
  };

  const find = async (): Promise<Call[]> => [...(await proposals()), ...(await allocations())];

  return {
    name: 'governance',
    description: "queue and execute what the voters passed, divide the treasury's inflow",
    schedule: '50 */5 * * * *',
    async check() {
      const calls = await find();
      return calls.length > 0 ? due(calls.map(({ label }) => label).join(', ')) : idle('nothing waits');
    },
    async run() {
      const results: RunResult[] = [];
      for (const call of await find()) results.push(await act(engine, call, LOST_RACES));
      return summarise(results);
    },
  };
}

function named({ to, data }: ContractCall, label: string): Call {
  return { to, data, label, key: label };
}
