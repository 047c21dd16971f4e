import { spotMarketAbi } from '@cyberplaza/sdk/abis';
import { encodeFunctionData, getAbiItem } from 'viem';
import { z } from 'zod';
import type { KeeperContext } from '../context.js';
import { act, type Duty, due, idle, type RunResult, summarise } from '../duty.js';
import { hexValue, LogFollower, learned } from '../kit/index.js';

/** Bids cleared by one call; each may open several jobs. */
const BIDS_A_CALL = 8n;
const LOST_RACES = ['NothingToClear'];

const roundSchema = z.object({ sku: hexValue, roundEnd: z.number() });
type SpotRoundKey = z.infer<typeof roundSchema>;

/** Clears spot rounds that are over: opens the winners' jobs, refunds the rest. After the clearing window the same call only refunds. */
export function spotDuty({ chain, clock, engine, keep }: KeeperContext): Duty {
  const { SpotMarket } = chain.deployment.contracts;
  const spot = { address: SpotMarket, abi: spotMarketAbi } as const;
  const rounds = new Map<string, SpotRoundKey>();
  const keyOf = ({ sku, roundEnd }: SpotRoundKey) => `${sku}:${roundEnd}`;
  const follower = new LogFollower({
    client: chain.client,
    address: SpotMarket,
    events: [
      getAbiItem({ abi: spotMarketAbi, name: 'BidPlaced' }),
      getAbiItem({ abi: spotMarketAbi, name: 'RoundCleared' }),
    ],
    fromBlock: BigInt(chain.deployment.startBlock),
    ...keep('spot'),
    learned: learned(
      z.array(roundSchema),
      (saved) => {
        for (const round of saved) rounds.set(keyOf(round), round);
      },
      () => [...rounds.values()],
    ),
  });

  const follow = (): Promise<void> =>
    follower.advance(clock.now.block, (logs) => {
      for (const { eventName, args } of logs) {
        if (eventName === 'BidPlaced') rounds.set(keyOf(args), { sku: args.sku, roundEnd: args.roundEnd });
        else rounds.delete(keyOf(args));
      }
    });
  const waiting = async ({ sku, roundEnd }: SpotRoundKey): Promise<number> =>
    (await chain.client.readContract({ ...spot, functionName: 'round', args: [sku, roundEnd] })).waiting;

  const over = async (): Promise<SpotRoundKey[]> => {
    await follow();
    const ended = [...rounds.values()].filter(({ roundEnd }) => roundEnd <= clock.now.timestamp);
    const left = await Promise.all(ended.map(waiting));
    return ended.filter((_, index) => left[index] !== 0).sort((a, b) => a.roundEnd - b.roundEnd);
  };

  const clear = async (round: SpotRoundKey): Promise<RunResult[]> => {
    const results: RunResult[] = [];
    for (let left = await waiting(round); left > 0; ) {
      const call = {
        to: SpotMarket,
        data: encodeFunctionData({
          abi: spotMarketAbi,
          functionName: 'clear',
          args: [round.sku, round.roundEnd, BIDS_A_CALL],
        }),
        label: `clear spot round ${round.roundEnd}, ${left} bids left`,
        key: `clear:${keyOf(round)}:${left}`,
      };
      const result = await act(engine, call, LOST_RACES);
      results.push(result);
      const next = await waiting(round);
      if (result.kind !== 'done' || next >= left) break;
      left = next;
    }
    return results;
  };

  return {
    name: 'spot',
    description: 'clear spot rounds that are over, refund those that nobody cleared in time',
    schedule: 'block',
    async check() {
      const ended = await over();
      return ended.length > 0 ? due(`${ended.length} rounds, first ${ended[0]?.roundEnd}`) : idle('no round is over');
    },
    async run() {
      const results: RunResult[] = [];
      for (const round of await over()) results.push(...(await clear(round)));
      return summarise(results);
    },
  };
}
