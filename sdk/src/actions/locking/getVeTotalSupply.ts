import { votingEscrowAbi } from '../../abis/VotingEscrow.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVeTotalSupply}. */
export interface GetVeTotalSupplyParameters extends ReadOptions {
  /** Strictly past second; now by default. */
  timepoint?: bigint | undefined;
}

/**
 * veCPT of everybody, now or at a past second. SPEC LOCK 4.
 *
 * @throws FutureLookupError
 *
 * @example
 * const result = await client.getVeTotalSupply();
 */
export async function getVeTotalSupply(
  client: AnyClient,
  parameters: GetVeTotalSupplyParameters = {},
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  const contract = {
    address: contracts.VotingEscrow,
    abi: votingEscrowAbi,
    blockNumber: parameters.blockNumber,
  } as const;
  return parameters.timepoint === undefined
    ? read(client, { ...contract, functionName: 'totalSupply' })
    : read(client, { ...contract, functionName: 'getPastTotalSupply', args: [parameters.timepoint] });
}
