import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getLockEnd}. */
export interface GetLockEndParameters extends ReadOptions {
  /** Seconds. */
  duration: bigint | number;
}

/**
 * Where a lock made now would end. The same as {@link lockEnd}. SPEC LOCK 1.
 *
 * @throws VotingEscrowDurationOutOfRangeError
 *
 * @example
 * const result = await client.getLockEnd({ duration: 31_536_000 });
 */
export async function getLockEnd(client: AnyClient, parameters: GetLockEndParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'lockEnd',
    args: [BigInt(parameters.duration)],
    blockNumber: parameters.blockNumber,
  });
}
