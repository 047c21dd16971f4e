import { uptimeMonitorAbi } from '../../abis/UptimeMonitor.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isMonthFailed}. */
export interface IsMonthFailedParameters extends ReadOptions {
  providerId: number;
  /** See {@link getCurrentMonth}. */
  month: number;
}

/**
 * Whether a month stands in the way of a renewal: covered too little, or not reported in time, and not excused. SPEC
 * PROV 5.
 *
 * @example
 * const failed = await client.isMonthFailed({ providerId: 1, month: 688 });
 */
export async function isMonthFailed(client: AnyClient, parameters: IsMonthFailedParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.UptimeMonitor,
    abi: uptimeMonitorAbi,
    functionName: 'isFailed',
    args: [parameters.providerId, parameters.month],
    blockNumber: parameters.blockNumber,
  });
}
