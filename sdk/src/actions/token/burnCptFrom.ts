import type { Address } from 'viem';
import { cptAbi } from '../../abis/CPT.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link burnCptFrom}. */
export interface BurnCptFromParameters {
  /** Must have given the sender an allowance. */
  owner: Address;
  /** CPT wei. */
  amount: bigint;
}

/** The call behind {@link burnCptFrom}, for other transaction engines. */
export function burnCptFromCall(deployment: Deployment, parameters: BurnCptFromParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CPT,
    abi: cptAbi,
    functionName: 'burnFrom',
    args: [parameters.owner, parameters.amount],
  });
}

/**
 * Burns somebody's CPT by allowance. SPEC TOK 2.
 *
 * @throws ERC20InsufficientAllowanceError, ERC20InsufficientBalanceError
 *
 * @example
 * const { hash } = await client.burnCptFrom({ owner, amount: parseCpt('1') });
 */
export async function burnCptFrom(
  client: AnyClient,
  parameters: BurnCptFromParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, burnCptFromCall(deployment, parameters), parameters, noOutcome);
}
