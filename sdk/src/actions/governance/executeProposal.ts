import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import type { Deployment } from '../../deployments/types.js';
import { descriptionHash, proposalLists } from '../../governance/proposals.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Proposal } from './types.js';

/** Parameters of {@link executeProposal}. */
export interface ExecuteProposalParameters {
  proposal: Proposal;
}

/** The call behind {@link executeProposal}, for other transaction engines. */
export function executeProposalCall(deployment: Deployment, parameters: ExecuteProposalParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.CyberPlazaGovernor,
    abi: cyberPlazaGovernorAbi,
    functionName: 'execute',
    args: [...proposalLists(parameters.proposal.calls), descriptionHash(parameters.proposal.description)],
  });
}

/**
 * Executes a queued proposal whose time has come. Anyone. SPEC GOV 1.
 *
 * @throws GovernorUnexpectedProposalStateError, TimelockUnexpectedOperationStateError
 *
 * @example
 * const { hash } = await client.executeProposal({ proposal });
 */
export async function executeProposal(
  client: AnyClient,
  parameters: ExecuteProposalParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, executeProposalCall(deployment, parameters), parameters, noOutcome);
}
