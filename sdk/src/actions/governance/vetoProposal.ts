import { councilAbi } from '../../abis/Council.js';
import type { Deployment } from '../../deployments/types.js';
import { descriptionHash, proposalLists } from '../../governance/proposals.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Proposal } from './types.js';

/** Parameters of {@link vetoProposal}. */
export interface VetoProposalParameters {
  proposal: Proposal;
  /** On chain; must not be empty. */
  reason: string;
}

/** The call behind {@link vetoProposal}, for other transaction engines. */
export function vetoProposalCall(deployment: Deployment, parameters: VetoProposalParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Council,
    abi: councilAbi,
    functionName: 'veto',
    args: [
      ...proposalLists(parameters.proposal.calls),
      descriptionHash(parameters.proposal.description),
      parameters.reason,
    ],
  });
}

/**
 * Stops a proposal for good, with a reason on chain. Caller: the council's member, within its mandate. SPEC GOV 1.
 *
 * @throws NotMemberError, MandateLapsedError, ReasonMissingError, NotVetoableError, VoteNotOverError
 *
 * @example
 * const { hash } = await client.vetoProposal({ proposal, reason: 'It drains the insurance fund.' });
 */
export async function vetoProposal(
  client: AnyClient,
  parameters: VetoProposalParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, vetoProposalCall(deployment, parameters), parameters, noOutcome);
}
