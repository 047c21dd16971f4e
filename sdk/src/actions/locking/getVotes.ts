import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVotes}. */
export interface GetVotesParameters extends ReadOptions {
  account: Address;
  /** Strictly past second; now by default. */
  timepoint?: bigint | undefined;
}

/**
 * Votes of an account, received ones included, now or at a past second. SPEC LOCK 4.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getVotes({ account });
 */
export async function getVotes(client: AnyClient, parameters: GetVotesParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  const contract = {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    blockNumber: parameters.blockNumber,
  } as const;
  return parameters.timepoint === undefined
    ? read(client, { ...contract, functionName: 'getVotes', args: [parameters.account] })
    : read(client, { ...contract, functionName: 'getPastVotes', args: [parameters.account, parameters.timepoint] });
}
