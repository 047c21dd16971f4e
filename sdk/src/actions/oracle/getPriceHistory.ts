import { computePriceOracleAbi } from '../../abis/ComputePriceOracle.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { PriceRound } from './types.js';

const DEFAULT_ROUNDS = 30;

/** Parameters of {@link getPriceHistory}. */
export interface GetPriceHistoryParameters extends ReadOptions {
  feedId: number;
  /** The latest round to read; the feed's latest by default. */
  until?: number | undefined;
  /** How many rounds, 30 by default; fewer where the feed has no more. */
  count?: number | undefined;
}

/**
 * A feed's accepted prices, the latest first. Charts over long times are the subgraph's: queryPriceSeries. SPEC ORC 3.
 *
 * @throws UnknownFeedError, UnknownRoundError
 *
 * @example
 * const rounds = await client.getPriceHistory({ feedId: 1, count: 7 });
 */
export async function getPriceHistory(client: AnyClient, parameters: GetPriceHistoryParameters): Promise<PriceRound[]> {
  const { feedId, until, count = DEFAULT_ROUNDS } = parameters;
  const { contracts } = await deploymentOf(client, parameters);
  const oracle = { address: contracts.ComputePriceOracle, abi: computePriceOracleAbi } as const;
  const from =
    until ??
    (await read(client, { ...oracle, functionName: 'feed', args: [feedId], blockNumber: parameters.blockNumber }))
      .round;
  const numbers = Array.from({ length: Math.max(0, Math.min(count, from)) }, (_, index) => from - index);
  const calls = numbers.map((number) => ({ ...oracle, functionName: 'round', args: [feedId, BigInt(number)] }));
  const rounds = (await readMany(client, calls, parameters)) as Omit<PriceRound, 'round'>[];
  return rounds.map((round, index) => ({ round: numbers[index] ?? 0, ...round }));
}
