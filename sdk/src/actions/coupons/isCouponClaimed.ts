import type { Hex } from 'viem';
import { couponsAbi } from '../../abis/Coupons.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isCouponClaimed}. */
export interface IsCouponClaimedParameters extends ReadOptions {
  batchId: bigint;
  /** See `couponLeaf`. */
  leaf: Hex;
}

/**
 * Whether a code of a batch was used. SPEC POOL 6.
 *
 * @example
 * const used = await client.isCouponClaimed({ batchId: 1n, leaf: couponLeaf(code) });
 */
export async function isCouponClaimed(client: AnyClient, parameters: IsCouponClaimedParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Coupons,
    abi: couponsAbi,
    functionName: 'isClaimed',
    args: [parameters.batchId, parameters.leaf],
    blockNumber: parameters.blockNumber,
  });
}
