import type { Address } from 'viem';
import { vouchersAbi } from '../../abis/Vouchers.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link buyValueVouchers}. */
export interface BuyValueVouchersParameters {
  /** Of 100 USDC each. */
  count: bigint;
  to: Address;
}

/** What came of {@link buyValueVouchers}. */
export interface BuyValueVouchersOutcome {
  id: bigint;
  paid: bigint;
}

/** The call behind {@link buyValueVouchers}, for other transaction engines. */
export function buyValueVouchersCall(deployment: Deployment, parameters: BuyValueVouchersParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'buyValue',
    args: [parameters.count, parameters.to],
  });
}

/**
 * Buys value vouchers at face out of the vault balance, for oneself or as a gift. SPEC POOL 6.
 *
 * @throws VaultInsufficientBalanceError, ZeroAmountError
 *
 * @example
 * const { wait } = await client.buyValueVouchers({ count: 5n, to: friend });
 * const { id } = await wait();
 */
export async function buyValueVouchers(
  client: AnyClient,
  parameters: BuyValueVouchersParameters & WriteOptions,
): Promise<WriteResult<BuyValueVouchersOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, buyValueVouchersCall(deployment, parameters), parameters, (receipt) => {
    const { id, paid } = eventIn(receipt, deployment.contracts.Vouchers, vouchersAbi, 'ValueSold');
    return { id, paid };
  });
}
