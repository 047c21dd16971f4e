import type { Address } from 'viem';
import { couponsAbi } from '../../abis/Coupons.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link reclaimCoupons}. */
export interface ReclaimCouponsParameters {
  batchId: bigint;
  to: Address;
}

/** What came of {@link reclaimCoupons}. */
export interface ReclaimCouponsOutcome {
  /** Vouchers. */
  count: bigint;
}

/** The call behind {@link reclaimCoupons}, for other transaction engines. */
export function reclaimCouponsCall(deployment: Deployment, parameters: ReclaimCouponsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Coupons,
    abi: couponsAbi,
    functionName: 'reclaim',
    args: [parameters.batchId, parameters.to],
  });
}

/**
 * Takes back what was not claimed until the deadline. Caller: the sponsor. SPEC POOL 6.
 *
 * @throws NotSponsorError, BatchRunningError
 *
 * @example
 * const { wait } = await client.reclaimCoupons({ batchId: 1n, to: account.address });
 */
export async function reclaimCoupons(
  client: AnyClient,
  parameters: ReclaimCouponsParameters & WriteOptions,
): Promise<WriteResult<ReclaimCouponsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, reclaimCouponsCall(deployment, parameters), parameters, (receipt) => {
    const { count } = eventIn(receipt, deployment.contracts.Coupons, couponsAbi, 'BatchReclaimed');
    return { count };
  });
}
