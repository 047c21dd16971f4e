import type { Address } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPledge}. */
export interface GetPledgeParameters extends ReadOptions {
  campaignId: bigint;
  account: Address;
}

/**
 * Units that an account has pledged and that are not settled. SPEC POOL 5.
 *
 * @example
 * const units = await client.getPledge({ campaignId: 1n, account });
 */
export async function getPledge(client: AnyClient, parameters: GetPledgeParameters): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'pledgeOf',
    args: [parameters.campaignId, parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
