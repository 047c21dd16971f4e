import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * CPT wei in all locks, expired ones included. SPEC LOCK 2.
 *
 * @example
 * const result = await client.getTotalLocked();
 */
export async function getTotalLocked(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'totalLocked',
    blockNumber: parameters.blockNumber,
  });
}
