import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { VoteSupport } from './types.js';

/** Parameters of {@link castVote}. */
export interface CastVoteParameters {
  proposalId: bigint;
  support: VoteSupport;
  /** On chain, in the event. */
  reason?: string | undefined;
}

/** What came of {@link castVote}. */
export interface CastVoteOutcome {
  weight: bigint;
}

/** The call behind {@link castVote}, for other transaction engines. */
export function castVoteCall(deployment: Deployment, parameters: CastVoteParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'castVoteWithReason',
    args: [parameters.proposalId, parameters.support, parameters.reason ?? ''],
  });
}

/**
 * Votes with all the caller has, or has left. SPEC GOV 1.
 *
 * @throws GovernorAlreadyCastVoteError, GovernorUnexpectedProposalStateError, GovernorInvalidVoteTypeError
 *
 * @example
 * const { wait } = await client.castVote({ proposalId, support: VoteSupport.For, reason: 'Fees are too high.' });
 * const { weight } = await wait();
 */
export async function castVote(
  client: AnyClient,
  parameters: CastVoteParameters & WriteOptions,
): Promise<WriteResult<CastVoteOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, castVoteCall(deployment, parameters), parameters, (receipt) => {
    const { weight } = eventIn(receipt, deployment.contracts.CyberPlazaGovernor, cyberPlazaGovernorAbi, 'VoteCast');
    return { weight };
  });
}
