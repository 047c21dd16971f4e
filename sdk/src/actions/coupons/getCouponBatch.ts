import { couponsAbi } from '../../abis/Coupons.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CouponBatch } from './types.js';

/** Parameters of {@link getCouponBatch}. */
export interface GetCouponBatchParameters extends ReadOptions {
  batchId: bigint;
}

/**
 * A sponsor's coupons: what a code gives, how many are left, until when. SPEC POOL 6.
 *
 * @example
 * const { codes, deadline } = await client.getCouponBatch({ batchId: 1n });
 */
export async function getCouponBatch(client: AnyClient, parameters: GetCouponBatchParameters): Promise<CouponBatch> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Coupons,
    abi: couponsAbi,
    functionName: 'batch',
    args: [parameters.batchId],
    blockNumber: parameters.blockNumber,
  });
}
