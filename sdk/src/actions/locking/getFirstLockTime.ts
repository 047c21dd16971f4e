import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getFirstLockTime}. */
export interface GetFirstLockTimeParameters extends ReadOptions {
  account: Address;
}

/**
 * Second of an account's first lock; 0 if it never locked. SPEC LOCK 4.
 *
 * @example
 * const result = await client.getFirstLockTime({ account });
 */
export async function getFirstLockTime(client: AnyClient, parameters: GetFirstLockTimeParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'firstPointOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
