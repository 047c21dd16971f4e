import type { Address } from 'viem';
import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RedemptionRequest } from './types.js';

/** Parameters of {@link redeemVouchers}. */
export interface RedeemVouchersParameters {
  redemption: RedemptionRequest;
}

/** What came of {@link redeemVouchers}. */
export interface RedeemVouchersOutcome {
  jobId: bigint;
  /** Taken. */
  vouchers: number;
  /** The job's payer; the account is its buyer. */
  wallet: Address;
}

/** The call behind {@link redeemVouchers}, for other transaction engines. */
export function redeemVouchersCall(deployment: Deployment, parameters: RedeemVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'redeem',
    args: [parameters.redemption],
  });
}

/**
 * Opens a job for resource vouchers, at the campaign's listing. SPEC POOL 6.
 *
 * @throws TooManyVouchersError, TooLateError, ERC1155InsufficientBalanceError, CapacityExceededError
 *
 * @example
 * const { wait } = await client.redeemVouchers({
 *   redemption: { tokenId, maxVouchers: 20, units: 8, duration: 7_200, taskCount: 0, tasksRoot: zeroHash, specHash },
 * });
 * const { jobId } = await wait();
 */
export async function redeemVouchers(
  client: AnyClient,
  parameters: RedeemVouchersParameters & WriteOptions,
): Promise<WriteResult<RedeemVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, redeemVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { jobId, vouchers, wallet } = eventIn(
      receipt,
      deployment.contracts.VoucherDesk,
      voucherDeskAbi,
      'RedemptionOpened',
    );
    return { jobId, vouchers, wallet };
  });
}
