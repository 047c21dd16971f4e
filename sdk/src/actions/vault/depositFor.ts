import type { Address } from 'viem';
import { vaultAbi } from '../../abis/Vault.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link depositFor}. */
export interface DepositForParameters {
  /** Whose balance grows. */
  beneficiary: Address;
  /** USDC units. */
  amount: bigint;
}

/** The call behind {@link depositFor}, for other transaction engines. */
export function depositForCall(deployment: Deployment, parameters: DepositForParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Vault,
    abi: vaultAbi,
    functionName: 'depositFor',
    args: [parameters.beneficiary, parameters.amount],
  });
}

/**
 * Pays USDC into somebody's platform balance, by the sender's allowance to the vault. SPEC JOB 2.
 *
 * @throws ZeroAmountError, ZeroAddressError
 *
 * @example
 * const { hash } = await client.depositFor({ beneficiary, amount: parseUsdc('100') });
 */
export async function depositFor(
  client: AnyClient,
  parameters: DepositForParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, depositForCall(deployment, parameters), parameters, noOutcome);
}
