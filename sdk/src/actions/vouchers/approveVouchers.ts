import type { Address } from 'viem';
import { vouchersAbi } from '../../abis/Vouchers.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link approveVouchers}. */
export interface ApproveVouchersParameters {
  /** Such as `deployment.contracts.Coupons`. */
  operator: Address;
  approved: boolean;
}

/** The call behind {@link approveVouchers}, for other transaction engines. */
export function approveVouchersCall(deployment: Deployment, parameters: ApproveVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'setApprovalForAll',
    args: [parameters.operator, parameters.approved],
  });
}

/**
 * Lets a contract move all vouchers of the account, or stops it. SPEC POOL 6.
 *
 * @throws ERC1155InvalidOperatorError
 *
 * @example
 * const { wait } = await client.approveVouchers({ operator: deployment.contracts.Coupons, approved: true });
 */
export async function approveVouchers(
  client: AnyClient,
  parameters: ApproveVouchersParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, approveVouchersCall(deployment, parameters), parameters, noOutcome);
}
