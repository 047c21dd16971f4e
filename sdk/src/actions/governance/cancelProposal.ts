import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import { descriptionHash, proposalLists } from '../../governance/proposals.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Proposal } from './types.js';

/** Parameters of {@link cancelProposal}. */
export interface CancelProposalParameters {
  proposal: Proposal;
}

/** The call behind {@link cancelProposal}, for other transaction engines. */
export function cancelProposalCall(deployment: Deployment, parameters: CancelProposalParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'cancel',
    args: [...proposalLists(parameters.proposal.calls), descriptionHash(parameters.proposal.description)],
  });
}

/**
 * Withdraws the caller's own proposal before its vote begins. SPEC GOV 1.
 *
 * @throws GovernorUnableToCancelError
 *
 * @example
 * const { hash } = await client.cancelProposal({ proposal });
 */
export async function cancelProposal(
  client: AnyClient,
  parameters: CancelProposalParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelProposalCall(deployment, parameters), parameters, noOutcome);
}
