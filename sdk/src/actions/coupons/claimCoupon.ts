import type { Address, Hex } from 'viem';
import { couponsAbi } from '../../abis/Coupons.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link claimCoupon}. */
export interface ClaimCouponParameters {
  batchId: bigint;
  code: Hex;
  proof: readonly Hex[];
  to: Address;
}

/** What came of {@link claimCoupon}. */
export interface ClaimCouponOutcome {
  /** Vouchers. */
  count: bigint;
}

/** The call behind {@link claimCoupon}, for other transaction engines. */
export function claimCouponCall(deployment: Deployment, parameters: ClaimCouponParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Coupons,
    abi: couponsAbi,
    functionName: 'claim',
    args: [parameters.batchId, parameters.code, parameters.proof, parameters.to],
  });
}

/**
 * Claims vouchers with a code committed to at least a minute ago. SPEC POOL 6.
 *
 * @throws NotCommittedError, RevealTooEarlyError, WrongCodeError, CouponUsedError, BatchOverError
 *
 * @example
 * const { wait } = await client.claimCoupon({ batchId: 1n, ...readCoupon(text), to: account.address });
 */
export async function claimCoupon(
  client: AnyClient,
  parameters: ClaimCouponParameters & WriteOptions,
): Promise<WriteResult<ClaimCouponOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimCouponCall(deployment, parameters), parameters, (receipt) => {
    const { count } = eventIn(receipt, deployment.contracts.Coupons, couponsAbi, 'CouponClaimed');
    return { count };
  });
}
