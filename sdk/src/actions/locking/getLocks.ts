import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { LockWithId } from './types.js';

/** Parameters of {@link getLocks}. */
export interface GetLocksParameters extends ReadOptions {
  account: Address;
}

/**
 * All locks of an account, expired ones included. SPEC LOCK 2.
 *
 * @example
 * const result = await client.getLocks({ account });
 */
export async function getLocks(client: AnyClient, parameters: GetLocksParameters): Promise<LockWithId[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const [ids, locks] = await read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'getLocks',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
  return locks.map((lock, i) => ({ lockId: ids[i] as bigint, ...lock }));
}
