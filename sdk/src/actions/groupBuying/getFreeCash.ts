import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getFreeCash}. */
export interface GetFreeCashParameters extends ReadOptions {
  campaignId: bigint;
}

/**
 * Cash of a campaign beyond what is kept for vouchers and vendor, USDC units. SPEC POOL 5.
 *
 * @example
 * const free = await client.getFreeCash({ campaignId: 1n });
 */
export async function getFreeCash(client: AnyClient, parameters: GetFreeCashParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'freeCash',
    args: [parameters.campaignId],
    blockNumber: parameters.blockNumber,
  });
}
