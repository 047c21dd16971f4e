import { stringToHex } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { GroupBuyParameter } from './types.js';

/** Parameters of {@link getGroupBuyParameter}. */
export interface GetGroupBuyParameterParameters extends ReadOptions {
  name: GroupBuyParameter;
}

/**
 * A governed number of group buying, seconds. SPEC POOL 5.
 *
 * @example
 * const stop = await client.getGroupBuyParameter({ name: 'withdrawalStop' });
 */
export async function getGroupBuyParameter(
  client: AnyClient,
  parameters: GetGroupBuyParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
