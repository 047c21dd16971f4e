import type { Hex } from 'viem';
import { couponsAbi } from '../../abis/Coupons.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link createCouponBatch}. */
export interface CreateCouponBatchParameters {
  /** Vouchers of the account, which `approveVouchers` let the contract take. */
  tokenId: bigint;
  perCode: bigint;
  codes: number;
  /** See `buildCoupons`. */
  root: Hex;
  /** Second until which codes are good. */
  deadline: number;
}

/** What came of {@link createCouponBatch}. */
export interface CreateCouponBatchOutcome {
  batchId: bigint;
}

/** The call behind {@link createCouponBatch}, for other transaction engines. */
export function createCouponBatchCall(deployment: Deployment, parameters: CreateCouponBatchParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Coupons,
    abi: couponsAbi,
    functionName: 'createBatch',
    args: [parameters.tokenId, parameters.perCode, parameters.codes, parameters.root, parameters.deadline],
  });
}

/**
 * Puts vouchers behind a set of coupon codes. SPEC POOL 6.
 *
 * @throws InvalidBatchDeadlineError, ERC1155MissingApprovalForAllError, ERC1155InsufficientBalanceError
 *
 * @example
 * const { root, coupons } = buildCoupons(100);
 * const { wait } = await client.createCouponBatch({ tokenId, perCode: 1n, codes: 100, root, deadline });
 */
export async function createCouponBatch(
  client: AnyClient,
  parameters: CreateCouponBatchParameters & WriteOptions,
): Promise<WriteResult<CreateCouponBatchOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createCouponBatchCall(deployment, parameters), parameters, (receipt) => {
    const { batchId } = eventIn(receipt, deployment.contracts.Coupons, couponsAbi, 'BatchCreated');
    return { batchId };
  });
}
