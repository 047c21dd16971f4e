import type { Hex } from 'viem';
import { couponsAbi } from '../../abis/Coupons.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link commitCoupon}. */
export interface CommitCouponParameters {
  /** See `couponCommitment`. */
  commitment: Hex;
}

/** The call behind {@link commitCoupon}, for other transaction engines. */
export function commitCouponCall(deployment: Deployment, parameters: CommitCouponParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Coupons,
    abi: couponsAbi,
    functionName: 'commit',
    args: [parameters.commitment],
  });
}

/**
 * Says that the account knows a code, without telling it. `claimCoupon` follows a minute later. SPEC POOL 6.
 *
 * @throws AlreadyCommittedError
 *
 * @example
 * const commitment = couponCommitment(deployment, { code, account: account.address });
 * const { wait } = await client.commitCoupon({ commitment });
 */
export async function commitCoupon(
  client: AnyClient,
  parameters: CommitCouponParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, commitCouponCall(deployment, parameters), parameters, noOutcome);
}
