import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setCreatorConsent}. */
export interface SetCreatorConsentParameters {
  /** The zero address stands for anyone. */
  creator: Address;
  allowed: boolean;
}

/** The call behind {@link setCreatorConsent}, for other transaction engines. */
export function setCreatorConsentCall(deployment: Deployment, parameters: SetCreatorConsentParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'setCreatorConsent',
    args: [parameters.creator, parameters.allowed],
  });
}

/**
 * Allows an account, or anyone, to create locks for the sender. SPEC LOCK 2.
 *
 * @example
 * const { hash } = await client.setCreatorConsent({ creator, allowed: true });
 */
export async function setCreatorConsent(
  client: AnyClient,
  parameters: SetCreatorConsentParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setCreatorConsentCall(deployment, parameters), parameters, noOutcome);
}
