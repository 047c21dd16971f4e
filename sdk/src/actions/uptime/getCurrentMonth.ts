import { uptimeMonitorAbi } from '../../abis/UptimeMonitor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The month that runs now: a month is 30 days, counted from 1970. SPEC PROV 5.
 *
 * @example
 * const month = await client.getCurrentMonth();
 */
export async function getCurrentMonth(client: AnyClient, parameters: ReadOptions = {}): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.UptimeMonitor,
    abi: uptimeMonitorAbi,
    functionName: 'currentMonth',
    blockNumber: parameters.blockNumber,
  });
}
