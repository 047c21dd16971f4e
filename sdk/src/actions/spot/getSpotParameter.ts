import { stringToHex } from 'viem';
import { spotMarketAbi } from '../../abis/SpotMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { SpotParameter } from './types.js';

/** Parameters of {@link getSpotParameter}. */
export interface GetSpotParameterParameters extends ReadOptions {
  name: SpotParameter;
}

/**
 * A governed number of the spot market. SPEC JOB 4.
 *
 * @example
 * const seconds = await client.getSpotParameter({ name: 'roundLength' });
 */
export async function getSpotParameter(client: AnyClient, parameters: GetSpotParameterParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.SpotMarket,
    abi: spotMarketAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
