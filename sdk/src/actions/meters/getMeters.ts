import type { Address } from 'viem';
import { meterQuorumAbi } from '../../abis/MeterQuorum.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Signing addresses of all meters that count. SPEC JOB 5.
 *
 * @example
 * const result = await client.getMeters();
 */
export async function getMeters(client: AnyClient, parameters: ReadOptions = {}): Promise<readonly Address[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.MeterQuorum,
    abi: meterQuorumAbi,
    functionName: 'meters',
    blockNumber: parameters.blockNumber,
  });
}
