import { vouchersAbi } from '../../abis/Vouchers.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link refundValueVouchers}. */
export interface RefundValueVouchersParameters {
  id: bigint;
  count: bigint;
}

/** What came of {@link refundValueVouchers}. */
export interface RefundValueVouchersOutcome {
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link refundValueVouchers}, for other transaction engines. */
export function refundValueVouchersCall(
  deployment: Deployment,
  parameters: RefundValueVouchersParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'refundValue',
    args: [parameters.id, parameters.count],
  });
}

/**
 * Turns value vouchers back into the money, after their expiry too. SPEC POOL 6.
 *
 * @throws NotAValueVoucherError, ERC1155InsufficientBalanceError
 *
 * @example
 * const { wait } = await client.refundValueVouchers({ id, count: 1n });
 */
export async function refundValueVouchers(
  client: AnyClient,
  parameters: RefundValueVouchersParameters & WriteOptions,
): Promise<WriteResult<RefundValueVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, refundValueVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.Vouchers, vouchersAbi, 'ValueRefunded');
    return { amount };
  });
}
