import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Lock } from './types.js';

/** Parameters of {@link getLock}. */
export interface GetLockParameters extends ReadOptions {
  account: Address;
  lockId: bigint;
}

/**
 * One lock of an account. SPEC LOCK 2.
 *
 * @throws UnknownLockError
 *
 * @example
 * const result = await client.getLock({ account, lockId: 0n });
 */
export async function getLock(client: AnyClient, parameters: GetLockParameters): Promise<Lock> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'getLock',
    args: [parameters.account, parameters.lockId],
    blockNumber: parameters.blockNumber,
  });
}
