import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRawVotes}. */
export interface GetRawVotesParameters extends ReadOptions {
  account: Address;
  /** Past or present second. */
  timepoint: bigint;
}

/**
 * Raw votes of an account at a second. SPEC LOCK 4.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getRawVotes({ account, timepoint });
 */
export async function getRawVotes(client: AnyClient, parameters: GetRawVotesParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'rawVotesAt',
    args: [parameters.account, parameters.timepoint],
    blockNumber: parameters.blockNumber,
  });
}
