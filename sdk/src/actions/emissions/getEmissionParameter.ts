import { stringToHex } from 'viem';
import { emissionScheduleAbi } from '../../abis/EmissionSchedule.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getEmissionParameter}. */
export interface GetEmissionParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `target1`. */
  name: string;
}

/**
 * A governed number of the emission. SPEC RWD 1-3.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const yieldBps = await client.getEmissionParameter({ name: 'poolYieldBps' });
 */
export async function getEmissionParameter(
  client: AnyClient,
  parameters: GetEmissionParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.EmissionSchedule,
    abi: emissionScheduleAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
