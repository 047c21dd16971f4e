import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import { proposalLists } from '../../governance/proposals.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Proposal } from './types.js';

/** Parameters of {@link propose}. */
export interface ProposeParameters {
  proposal: Proposal;
}

/** What came of {@link propose}. */
export interface ProposeOutcome {
  proposalId: bigint;
  voteStart: bigint;
  voteEnd: bigint;
}

/** The call behind {@link propose}, for other transaction engines. */
export function proposeCall(deployment: Deployment, parameters: ProposeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'propose',
    args: [...proposalLists(parameters.proposal.calls), parameters.proposal.description],
  });
}

/**
 * Submits a proposal; needs 100,000 veCPT. Voting begins 7 days later. SPEC GOV 1.
 *
 * @throws GovernorInsufficientProposerVotesError, GovernorRestrictedProposerError, GovernorUnexpectedProposalStateError
 *
 * @example
 * const calls = [payReserveCall(getDeployment(31337), { to, amount, reason })];
 * const proposal = { calls, description: describeProposal('# Cover the loss', account.address) };
 * const { wait } = await client.propose({ proposal });
 * const { proposalId } = await wait();
 */
export async function propose(
  client: AnyClient,
  parameters: ProposeParameters & WriteOptions,
): Promise<WriteResult<ProposeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, proposeCall(deployment, parameters), parameters, (receipt) => {
    const { proposalId, voteStart, voteEnd } = eventIn(
      receipt,
      deployment.contracts.CyberPlazaGovernor,
      cyberPlazaGovernorAbi,
      'ProposalCreated',
    );
    return { proposalId, voteStart, voteEnd };
  });
}
