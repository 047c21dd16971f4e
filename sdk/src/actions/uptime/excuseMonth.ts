import type { Hex } from 'viem';
import { uptimeMonitorAbi } from '../../abis/UptimeMonitor.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link excuseMonth}. */
export interface ExcuseMonthParameters {
  providerId: number;
  /** As {@link getCurrentMonth} counts them. */
  month: number;
  evidenceHash: Hex;
  /** On chain. */
  reason: string;
}

/** The call behind {@link excuseMonth}, for other transaction engines. */
export function excuseMonthCall(deployment: Deployment, parameters: ExcuseMonthParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.UptimeMonitor,
    abi: uptimeMonitorAbi,
    functionName: 'excuse',
    args: [parameters.providerId, parameters.month, parameters.evidenceHash, parameters.reason],
  });
}

/**
 * Lets a month count as covered where it was not the provider that kept meters from watching. CERTIFIER. SPEC PROV 5.
 *
 * @throws AccessManagedUnauthorizedError, UnknownProviderError, MonthRunningError
 *
 * @example
 * await certifier.excuseMonth({ providerId: 1, month, evidenceHash, reason: 'the meters were down' });
 */
export async function excuseMonth(
  client: AnyClient,
  parameters: ExcuseMonthParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, excuseMonthCall(deployment, parameters), parameters, noOutcome);
}
