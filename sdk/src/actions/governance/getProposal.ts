import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { ProposalState, ProposalStatus } from './types.js';

/** Parameters of {@link getProposal}. */
export interface GetProposalParameters extends ReadOptions {
  proposalId: bigint;
}

/**
 * A proposal as the chain has it. Reverts with GovernorNonexistentProposalError. SPEC GOV 1.
 *
 * @example
 * const { state, forVotes, quorum } = await client.getProposal({ proposalId });
 */
export async function getProposal(client: AnyClient, parameters: GetProposalParameters): Promise<ProposalStatus> {
  const { contracts } = await deploymentOf(client, parameters);
  const { proposalId, blockNumber } = parameters;
  const governor = { address: contracts.CyberPlazaGovernor, abi: cyberPlazaGovernorAbi, blockNumber } as const;
  const args = [proposalId] as const;
  const [state, proposer, snapshot, deadline, eta, quorum, again, votes] = await Promise.all([
    read(client, { ...governor, functionName: 'state', args }),
    read(client, { ...governor, functionName: 'proposalProposer', args }),
    read(client, { ...governor, functionName: 'proposalSnapshot', args }),
    read(client, { ...governor, functionName: 'proposalDeadline', args }),
    read(client, { ...governor, functionName: 'proposalEta', args }),
    read(client, { ...governor, functionName: 'proposalQuorum', args }),
    read(client, { ...governor, functionName: 'isProposedAgain', args }),
    read(client, { ...governor, functionName: 'proposalVotes', args }),
  ]);
  const [againstVotes, forVotes, abstainVotes] = votes;
  return {
    state: state as ProposalState,
    proposer,
    snapshot,
    deadline,
    eta,
    quorum,
    again,
    againstVotes,
    forVotes,
    abstainVotes,
  };
}
