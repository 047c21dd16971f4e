import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import { descriptionHash, proposalLists } from '../../governance/proposals.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Proposal } from './types.js';

/** Parameters of {@link queueProposal}. */
export interface QueueProposalParameters {
  proposal: Proposal;
}

/** The call behind {@link queueProposal}, for other transaction engines. */
export function queueProposalCall(deployment: Deployment, parameters: QueueProposalParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'queue',
    args: [...proposalLists(parameters.proposal.calls), descriptionHash(parameters.proposal.description)],
  });
}

/**
 * Puts a proposal that passed into the timelock, for 48 hours. Anyone. SPEC GOV 1.
 *
 * @throws GovernorUnexpectedProposalStateError
 *
 * @example
 * const { hash } = await client.queueProposal({ proposal });
 */
export async function queueProposal(
  client: AnyClient,
  parameters: QueueProposalParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, queueProposalCall(deployment, parameters), parameters, noOutcome);
}
