import type { Hex } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import type { Deployment } from '../../deployments/types.js';
import type { Delegation } from '../../eip712/delegation.js';
import { splitSignature } from '../../eip712/signature.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link delegateBySig}. */
export interface DelegateBySigParameters {
  /** What the delegator signed. */
  delegation: Delegation;
  /** 65 bytes. */
  signature: Hex;
}

/** The call behind {@link delegateBySig}, for other transaction engines. */
export function delegateBySigCall(deployment: Deployment, parameters: DelegateBySigParameters): ContractCall {
  const { v, r, s } = splitSignature(parameters.signature);
  return contractCall({
    address: deployment.contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'delegateBySig',
    args: [parameters.delegation.delegatee, parameters.delegation.nonce, parameters.delegation.expiry, v, r, s],
  });
}

/**
 * Relays a signed delegation. Anyone. SPEC LOCK 4.
 *
 * @throws VotesExpiredSignatureError, InvalidAccountNonceError
 *
 * @example
 * const { hash } = await client.delegateBySig({ delegation, signature: await signDelegation(delegator, deployment, delegation) });
 */
export async function delegateBySig(
  client: AnyClient,
  parameters: DelegateBySigParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, delegateBySigCall(deployment, parameters), parameters, noOutcome);
}
