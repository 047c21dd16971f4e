import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link refundVouchers}. */
export interface RefundVouchersParameters {
  /** See `voucherTokenId`. */
  tokenId: bigint;
  units: number;
}

/** What came of {@link refundVouchers}. */
export interface RefundVouchersOutcome {
  units: number;
  amount: bigint;
}

/** The call behind {@link refundVouchers}, for other transaction engines. */
export function refundVouchersCall(deployment: Deployment, parameters: RefundVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'refund',
    args: [parameters.tokenId, parameters.units],
  });
}

/**
 * Gives resource vouchers back: for their price, after their expiry for what the vendor was never paid. SPEC POOL 6.
 *
 * @throws RefundNotFundedError, WrongStateError, ERC1155InsufficientBalanceError
 *
 * @example
 * const { wait } = await client.refundVouchers({ tokenId, units: 10 });
 */
export async function refundVouchers(
  client: AnyClient,
  parameters: RefundVouchersParameters & WriteOptions,
): Promise<WriteResult<RefundVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, refundVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { units, amount } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'VouchersRefunded');
    return { units, amount };
  });
}
