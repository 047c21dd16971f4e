import { stringToHex } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getReferralsParameter}. */
export interface GetReferralsParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `feeShareBps`. */
  name: string;
}

/**
 * A governed number of the referrals. SPEC USER 3.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const result = await client.getReferralsParameter({ name: 'feeShareBps' });
 */
export async function getReferralsParameter(
  client: AnyClient,
  parameters: GetReferralsParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Referrals,
    abi: referralsAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
