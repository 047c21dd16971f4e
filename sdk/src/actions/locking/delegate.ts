import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link delegate}. */
export interface DelegateParameters {
  /** The zero address means oneself. */
  delegatee: Address;
}

/** The call behind {@link delegate}, for other transaction engines. */
export function delegateCall(deployment: Deployment, parameters: DelegateParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'delegate',
    args: [parameters.delegatee],
  });
}

/**
 * Gives the account's whole weight, of later locks too, to another account. SPEC LOCK 4.
 *
 * @example
 * const { hash } = await client.delegate({ delegatee });
 */
export async function delegate(client: AnyClient, parameters: DelegateParameters & WriteOptions): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, delegateCall(deployment, parameters), parameters, noOutcome);
}
