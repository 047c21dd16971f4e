import { vaultAbi } from '../../abis/Vault.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link deposit}. */
export interface DepositParameters {
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link deposit}, for other transaction engines. */
export function depositCall(deployment: Deployment, parameters: DepositParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Vault,
    abi: vaultAbi,
    functionName: 'deposit',
    args: [parameters.amount],
  });
}

/**
 * Puts USDC into the account's platform balance, by its allowance to the vault. SPEC JOB 2.
 *
 * @throws ZeroAmountError, TransferMismatchError
 *
 * @example
 * const { hash } = await client.deposit({ amount: parseUsdc('100') });
 */
export async function deposit(client: AnyClient, parameters: DepositParameters & WriteOptions): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, depositCall(deployment, parameters), parameters, noOutcome);
}
