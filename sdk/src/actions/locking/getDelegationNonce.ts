import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getDelegationNonce}. */
export interface GetDelegationNonceParameters extends ReadOptions {
  account: Address;
}

/**
 * The nonce of an account's next signed delegation. SPEC LOCK 4.
 *
 * @example
 * const result = await client.getDelegationNonce({ account });
 */
export async function getDelegationNonce(client: AnyClient, parameters: GetDelegationNonceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'nonces',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
