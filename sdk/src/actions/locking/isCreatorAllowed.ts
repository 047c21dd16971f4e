import type { Address } from 'viem';
import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isCreatorAllowed}. */
export interface IsCreatorAllowedParameters extends ReadOptions {
  account: Address;
  creator: Address;
}

/**
 * Whether an account lets another create locks for it. SPEC LOCK 2.
 *
 * @example
 * const result = await client.isCreatorAllowed({ account, creator });
 */
export async function isCreatorAllowed(client: AnyClient, parameters: IsCreatorAllowedParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'isCreatorAllowed',
    args: [parameters.account, parameters.creator],
    blockNumber: parameters.blockNumber,
  });
}
