import { couponsAbi } from '../../abis/Coupons.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * How many batches there are, which is the last one's id. SPEC POOL 6.
 *
 * @example
 * const count = await client.getCouponBatchCount();
 */
export async function getCouponBatchCount(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Coupons,
    abi: couponsAbi,
    functionName: 'batchCount',
    blockNumber: parameters.blockNumber,
  });
}
