import { type Address, maxUint256 } from 'viem';
import { vaultAbi } from '../../abis/Vault.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdraw}. */
export interface WithdrawParameters {
  /** USDC units. */
  amount: bigint | 'all';
  /** Any address but the vault. */
  to: Address;
}

/** What came of {@link withdraw}. */
export interface WithdrawOutcome {
  amount: bigint;
}

/** The call behind {@link withdraw}, for other transaction engines. */
export function withdrawCall(deployment: Deployment, parameters: WithdrawParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Vault,
    abi: vaultAbi,
    functionName: 'withdraw',
    args: [parameters.amount === 'all' ? maxUint256 : parameters.amount, parameters.to],
  });
}

/**
 * Takes USDC out of the account's platform balance. Nothing can pause it. SPEC JOB 11.
 *
 * @throws VaultInsufficientBalanceError, VaultInvalidRecipientError, ZeroAddressError, ZeroAmountError
 *
 * @example
 * const { hash, wait } = await client.withdraw({ amount: 'all', to: account.address });
 * const { amount } = await wait();
 */
export async function withdraw(
  client: AnyClient,
  parameters: WithdrawParameters & WriteOptions,
): Promise<WriteResult<WithdrawOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.Vault, vaultAbi, 'Withdrawn');
    return { amount };
  });
}
