import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import { packFractions } from '../../governance/proposals.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

const FRACTIONAL = 255;

/** Parameters of {@link castFractionalVote}. */
export interface CastFractionalVoteParameters {
  proposalId: bigint;
  /** veCPT with 18 decimals. */
  against: bigint;
  /** veCPT with 18 decimals. */
  inFavour: bigint;
  /** veCPT with 18 decimals. */
  abstain: bigint;
  /** On chain, in the event. */
  reason?: string | undefined;
}

/** What came of {@link castFractionalVote}. */
export interface CastFractionalVoteOutcome {
  weight: bigint;
}

/** The call behind {@link castFractionalVote}, for other transaction engines. */
export function castFractionalVoteCall(deployment: Deployment, parameters: CastFractionalVoteParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'castVoteWithReasonAndParams',
    args: [parameters.proposalId, FRACTIONAL, parameters.reason ?? '', packFractions(parameters)],
  });
}

/**
 * Splits the caller's votes, as a custodian does for its clients; may be called again until all are spent. SPEC GOV 1.
 *
 * @throws GovernorExceedRemainingWeightError, GovernorAlreadyCastVoteError, GovernorUnexpectedProposalStateError
 *
 * @example
 * const { wait } = await client.castFractionalVote({ proposalId, against: 10n, inFavour: 30n, abstain: 0n });
 * const { weight } = await wait();
 */
export async function castFractionalVote(
  client: AnyClient,
  parameters: CastFractionalVoteParameters & WriteOptions,
): Promise<WriteResult<CastFractionalVoteOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, castFractionalVoteCall(deployment, parameters), parameters, (receipt) => {
    const { weight } = eventIn(
      receipt,
      deployment.contracts.CyberPlazaGovernor,
      cyberPlazaGovernorAbi,
      'VoteCastWithParams',
    );
    return { weight };
  });
}
