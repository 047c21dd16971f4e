import type { Address } from 'viem';
import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link emptyVoucherWallet}. */
export interface EmptyVoucherWalletParameters {
  to: Address;
}

/** What came of {@link emptyVoucherWallet}. */
export interface EmptyVoucherWalletOutcome {
  amount: bigint;
}

/** The call behind {@link emptyVoucherWallet}, for other transaction engines. */
export function emptyVoucherWalletCall(deployment: Deployment, parameters: EmptyVoucherWalletParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'emptyWallet',
    args: [parameters.to],
  });
}

/**
 * Takes what the voucher wallet's vault account got beyond refunds, such as an insurance claim. SPEC POOL 6.
 *
 * @throws RedemptionsOpenError, NothingDoneError
 *
 * @example
 * const { wait } = await client.emptyVoucherWallet({ to: account.address });
 */
export async function emptyVoucherWallet(
  client: AnyClient,
  parameters: EmptyVoucherWalletParameters & WriteOptions,
): Promise<WriteResult<EmptyVoucherWalletOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, emptyVoucherWalletCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.VoucherDesk, voucherDeskAbi, 'WalletEmptied');
    return { amount };
  });
}
