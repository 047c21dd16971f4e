import type { Address } from 'viem';
import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getProposalVotes}. */
export interface GetProposalVotesParameters extends ReadOptions {
  proposalId: bigint;
  account: Address;
}

/**
 * What an account may vote with on a proposal whose vote has begun, and what it has spent. SPEC GOV 1.
 *
 * @example
 * const { all, used } = await client.getProposalVotes({ proposalId, account });
 */
export async function getProposalVotes(
  client: AnyClient,
  parameters: GetProposalVotesParameters,
): Promise<{ all: bigint; used: bigint }> {
  const { contracts } = await deploymentOf(client, parameters);
  const { proposalId, account, blockNumber } = parameters;
  const governor = { address: contracts.CyberPlazaGovernor, abi: cyberPlazaGovernorAbi, blockNumber } as const;
  const snapshot = await read(client, { ...governor, functionName: 'proposalSnapshot', args: [proposalId] });
  const [all, used] = await Promise.all([
    read(client, { ...governor, functionName: 'getVotes', args: [account, snapshot] }),
    read(client, { ...governor, functionName: 'usedVotes', args: [proposalId, account] }),
  ]);
  return { all, used };
}
