import type { Hex } from 'viem';
import { couponsAbi } from '../../abis/Coupons.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getCouponCommitment}. */
export interface GetCouponCommitmentParameters extends ReadOptions {
  /** See `couponCommitment`. */
  commitment: Hex;
}

/**
 * When a code was committed to; 0 for never, or claimed since. SPEC POOL 6.
 *
 * @example
 * const since = await client.getCouponCommitment({ commitment });
 */
export async function getCouponCommitment(
  client: AnyClient,
  parameters: GetCouponCommitmentParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Coupons,
    abi: couponsAbi,
    functionName: 'committedAt',
    args: [parameters.commitment],
    blockNumber: parameters.blockNumber,
  });
}
