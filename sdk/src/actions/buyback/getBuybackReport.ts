import { buybackBurnerAbi } from '../../abis/BuybackBurner.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { BuybackReport } from './types.js';

/** Parameters of {@link getBuybackReport}. */
export interface GetBuybackReportParameters extends ReadOptions {
  /** See `buybackQuarterAt`. */
  quarter: bigint;
}

/**
 * What was spent and burned in a quarter; final once it is over. SPEC REV 4.
 *
 * @example
 * const { poolSpent, burned } = await client.getBuybackReport({ quarter: buybackQuarterAt(now) });
 */
export async function getBuybackReport(
  client: AnyClient,
  parameters: GetBuybackReportParameters,
): Promise<BuybackReport> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.BuybackBurner,
    abi: buybackBurnerAbi,
    functionName: 'report',
    args: [parameters.quarter],
    blockNumber: parameters.blockNumber,
  });
}
