import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getDelegate}. */
export interface GetDelegateParameters extends ReadOptions {
  account: Address;
}

/**
 * Whom an account votes through; itself unless it chose another. SPEC LOCK 4.
 *
 * @example
 * const result = await client.getDelegate({ account });
 */
export async function getDelegate(client: AnyClient, parameters: GetDelegateParameters): Promise<Address> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'delegates',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
