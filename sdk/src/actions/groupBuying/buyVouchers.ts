import type { Address } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link buyVouchers}. */
export interface BuyVouchersParameters {
  campaignId: bigint;
  units: number;
  /** USDC units. */
  maxUnitPrice: number;
  to: Address;
}

/** What came of {@link buyVouchers}. */
export interface BuyVouchersOutcome {
  tokenId: bigint;
  paid: bigint;
}

/** The call behind {@link buyVouchers}, for other transaction engines. */
export function buyVouchersCall(deployment: Deployment, parameters: BuyVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'buy',
    args: [parameters.campaignId, parameters.units, parameters.maxUnitPrice, parameters.to],
  });
}

/**
 * Buys unsold units at the resale price out of the vault balance. SPEC POOL 5.
 *
 * @throws UnitsExceededError, PriceAboveMaximumError, VendorCannotSellError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.buyVouchers({ campaignId: 1n, units: 100, maxUnitPrice: 2_000_000, to: account.address });
 * const { tokenId } = await wait();
 */
export async function buyVouchers(
  client: AnyClient,
  parameters: BuyVouchersParameters & WriteOptions,
): Promise<WriteResult<BuyVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, buyVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { tokenId, paid } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'VouchersSold');
    return { tokenId, paid };
  });
}
