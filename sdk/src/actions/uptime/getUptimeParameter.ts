import { stringToHex } from 'viem';
import { uptimeMonitorAbi } from '../../abis/UptimeMonitor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getUptimeParameter}. */
export interface GetUptimeParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `uptimeBps`. */
  name: string;
}

/**
 * A governed number of the uptime monitor. SPEC PROV 5.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const bar = await client.getUptimeParameter({ name: 'uptimeBps' });
 */
export async function getUptimeParameter(client: AnyClient, parameters: GetUptimeParameterParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.UptimeMonitor,
    abi: uptimeMonitorAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
