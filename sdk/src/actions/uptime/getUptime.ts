import { uptimeMonitorAbi } from '../../abis/UptimeMonitor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { UptimeMonth } from './types.js';

/** Parameters of {@link getUptime}. */
export interface GetUptimeParameters extends ReadOptions {
  providerId: number;
  /** See {@link getCurrentMonth}. */
  month: number;
}

/**
 * What meters reported of a provider's month; zeros if nobody did. SPEC PROV 5.
 *
 * @example
 * const { observed, up } = await client.getUptime({ providerId: 1, month: 688 });
 */
export async function getUptime(client: AnyClient, parameters: GetUptimeParameters): Promise<UptimeMonth> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.UptimeMonitor,
    abi: uptimeMonitorAbi,
    functionName: 'uptimeOf',
    args: [parameters.providerId, parameters.month],
    blockNumber: parameters.blockNumber,
  }) as Promise<UptimeMonth>;
}
