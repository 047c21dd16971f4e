import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BuybackQuote } from './types.js';

/** Parameters of {@link quoteBuybackBid}. */
export interface QuoteBuybackBidParameters extends ReadOptions {
  /** USDC units. */
  amount: bigint;
}

/**
 * What a bid would take and cost now; zeros where it would be refused. SPEC REV 4.
 *
 * @example
 * const { filled, cost } = await client.quoteBuybackBid({ amount: parseUsdc('100') });
 */
export async function quoteBuybackBid(client: AnyClient, parameters: QuoteBuybackBidParameters): Promise<BuybackQuote> {
  const { contracts } = await deploymentOf(client, parameters);
  const [filled, cost] = await read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'quoteBid',
    args: [parameters.amount],
    blockNumber: parameters.blockNumber,
  });
  return { filled, cost };
}
