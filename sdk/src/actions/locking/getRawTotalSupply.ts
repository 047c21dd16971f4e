import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getRawTotalSupply}. */
export interface GetRawTotalSupplyParameters extends ReadOptions {
  /** Past or present second. */
  timepoint: bigint;
}

/**
 * Raw weight of everybody at a second. SPEC LOCK 4.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getRawTotalSupply({ timepoint });
 */
export async function getRawTotalSupply(client: AnyClient, parameters: GetRawTotalSupplyParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    functionName: 'rawTotalSupplyAt',
    args: [parameters.timepoint],
    blockNumber: parameters.blockNumber,
  });
}
