import type { Hex } from 'viem';
import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import type { Ballot } from '../../eip712/ballot.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link castVoteBySig}. */
export interface CastVoteBySigParameters {
  ballot: Ballot;
  signature: Hex;
}

/** What came of {@link castVoteBySig}. */
export interface CastVoteBySigOutcome {
  weight: bigint;
}

/** The call behind {@link castVoteBySig}, for other transaction engines. */
export function castVoteBySigCall(deployment: Deployment, parameters: CastVoteBySigParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'castVoteBySig',
    args: [parameters.ballot.proposalId, parameters.ballot.support, parameters.ballot.voter, parameters.signature],
  });
}

/**
 * Casts a vote that somebody else signed. Anyone. SPEC GOV 1.
 *
 * @throws GovernorInvalidSignatureError, GovernorAlreadyCastVoteError, GovernorUnexpectedProposalStateError
 *
 * @example
 * const signature = await signBallot(voter, getDeployment(31337), ballot);
 * const { hash } = await client.castVoteBySig({ ballot, signature });
 */
export async function castVoteBySig(
  client: AnyClient,
  parameters: CastVoteBySigParameters & WriteOptions,
): Promise<WriteResult<CastVoteBySigOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, castVoteBySigCall(deployment, parameters), parameters, (receipt) => {
    const { weight } = eventIn(receipt, deployment.contracts.CyberPlazaGovernor, cyberPlazaGovernorAbi, 'VoteCast');
    return { weight };
  });
}
