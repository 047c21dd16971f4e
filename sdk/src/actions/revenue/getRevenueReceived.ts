import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { RevenueSource } from './types.js';

/** Parameters of {@link getRevenueReceived}. */
export interface GetRevenueReceivedParameters extends ReadOptions {
  /** All sources by default. */
  source?: RevenueSource | undefined;
  /** floor(timestamp / 604,800); only together with a source. */
  week?: bigint | undefined;
}

/**
 * Revenue ever received, USDC units. SPEC REV 1.
 *
 * @example
 * const result = await client.getRevenueReceived({ source: RevenueSource.TransactionFees });
 */
export async function getRevenueReceived(
  client: AnyClient,
  parameters: GetRevenueReceivedParameters = {},
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  const contract = {
    address: contracts.RevenueRouter,
    abi: revenueRouterAbi,
    blockNumber: parameters.blockNumber,
  } as const;
  const { source, week } = parameters;
  if (source === undefined) return read(client, { ...contract, functionName: 'totalReceived' });
  return week === undefined
    ? read(client, { ...contract, functionName: 'received', args: [source] })
    : read(client, { ...contract, functionName: 'receivedIn', args: [source, week] });
}
