import type { Address } from 'viem';
import { vouchersAbi } from '../../abis/Vouchers.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link redeemValueVouchers}. */
export interface RedeemValueVouchersParameters {
  id: bigint;
  count: bigint;
}

/** What came of {@link redeemValueVouchers}. */
export interface RedeemValueVouchersOutcome {
  /** The credit wallet, see `openJobWithCredit`. */
  wallet: Address;
  credit: bigint;
}

/** The call behind {@link redeemValueVouchers}, for other transaction engines. */
export function redeemValueVouchersCall(
  deployment: Deployment,
  parameters: RedeemValueVouchersParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'redeemValue',
    args: [parameters.id, parameters.count],
  });
}

/**
 * Turns value vouchers into credit that buys jobs. SPEC POOL 6.
 *
 * @throws VoucherExpiredError, NotAValueVoucherError, ERC1155InsufficientBalanceError
 *
 * @example
 * const { wait } = await client.redeemValueVouchers({ id, count: 1n });
 * await wait();
 * await client.openJobWithCredit({ listingId: 1, units: 4, duration: 3_600 });
 */
export async function redeemValueVouchers(
  client: AnyClient,
  parameters: RedeemValueVouchersParameters & WriteOptions,
): Promise<WriteResult<RedeemValueVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, redeemValueVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { wallet, credit } = eventIn(receipt, deployment.contracts.Vouchers, vouchersAbi, 'ValueRedeemed');
    return { wallet, credit };
  });
}
