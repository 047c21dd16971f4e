import { disputesAbi } from '@cyberplaza/sdk/abis';
import { type AbiEvent, type Address, encodeFunctionData, getAbiItem } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import { type Call, LogFollower, learned, savedBigint } from '../kit/index.js';

/** IDisputes.Action and IDisputes.State. */
const [NONE, FINALIZE, SLASH, FILE_CLAIM] = [0, 1, 2, 3];
const CLOSED = 5;
const VERBS: Record<number, string> = { [FINALIZE]: 'finalize', [SLASH]: 'slash for', [FILE_CLAIM]: 'claim for' };
const LOST_RACES = ['WrongState', 'AlreadySlashed', 'AlreadyClaimed', 'TooEarly'];
const EVENTS = ['DisputeOpened', 'LossSlashed', 'ClaimForwarded'] as const;

interface Due {
  jobId: bigint;
  action: number;
  payer: Address;
}

/** Ends disputes whose wait is over or whose panel has ruled, then slashes and claims what the ruling left owed. */
export function disputesDuty({ chain, clock, engine, keep }: KeeperContext): Duty {
  const to = chain.deployment.contracts.Disputes;
  const disputes = { address: to, abi: disputesAbi } as const;
  /** Disputes that may still have something to be done for them. */
  const open = new Set<bigint>();
  const follower = new LogFollower<AbiEvent[]>({
    client: chain.client,
    address: to,
    events: EVENTS.map((name) => getAbiItem({ abi: disputesAbi, name }) as AbiEvent),
    fromBlock: BigInt(chain.deployment.startBlock),
    ...keep('disputes'),
    learned: learned(
      z.array(savedBigint),
      (jobIds) => {
        for (const jobId of jobIds) open.add(jobId);
      },
      () => [...open],
    ),
  });

  const follow = (): Promise<void> =>
    follower.advance(clock.now.block, (logs) => {
      for (const { eventName, args } of logs as unknown as { eventName: string; args: Record<string, bigint> }[]) {
        const jobId = args.jobId as bigint;
        if (eventName === 'DisputeOpened') open.add(jobId);
        else if (eventName === 'ClaimForwarded' || args.owed === args.covered) open.delete(jobId);
      }
    });

  const find = async (): Promise<Due[]> => {
    await follow();
    const ids = [...open].sort((a, b) => (a < b ? -1 : 1));
    const looked = await Promise.all(
      ids.map(async (jobId) => {
        const [action, dispute] = await Promise.all([
          chain.client.readContract({ ...disputes, functionName: 'due', args: [jobId] }),
          chain.client.readContract({ ...disputes, functionName: 'disputeOf', args: [jobId] }),
        ]);
        if (dispute.state === CLOSED && dispute.owed === 0n) open.delete(jobId);
        return { jobId, action, payer: dispute.payer };
      }),
    );
    return looked.filter(({ action }) => action !== NONE);
  };

  const callFor = ({ jobId, action, payer }: Due): Call => ({
    to,
    data:
      action === SLASH
        ? encodeFunctionData({ abi: disputesAbi, functionName: 'slash', args: [jobId, payer] })
        : encodeFunctionData({
            abi: disputesAbi,
            functionName: action === FINALIZE ? 'finalize' : 'fileClaim',
            args: [jobId],
          }),
    label: `${VERBS[action]} dispute ${jobId}`,
    key: `dispute:${action}:${jobId}`,
  });

  return {
    name: 'disputes',
    description: 'end disputes that were ruled on or ran out, slash and claim what a ruling left owed',
    schedule: '10 * * * * *',
    async check() {
      const found = await find();
      return found.length > 0
        ? due(`${found.length} disputes, first ${found[0]?.jobId}`)
        : idle(`none of ${open.size} open disputes`);
    },
    async run() {
      const results: RunResult[] = [];
      for (const entry of await find()) {
        const call = callFor(entry);
        // a blacklisted payer names another receiver itself
        if (entry.action === SLASH && (await engine.refusal(call)) !== undefined) continue;
        results.push(await act(engine, call, LOST_RACES));
      }
      return summarise(results);
    },
  };
}
