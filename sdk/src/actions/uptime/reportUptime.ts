import type { Hex } from 'viem';
import { uptimeMonitorAbi } from '../../abis/UptimeMonitor.js';
import type { Deployment } from '../../deployments/types.js';
import type { UptimeReport } from '../../eip712/uptimeReport.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link reportUptime}. */
export interface ReportUptimeParameters {
  report: UptimeReport;
  /** {@link packProof} of the meters' signatures. */
  proof: Hex;
}

/** The call behind {@link reportUptime}, for other transaction engines. */
export function reportUptimeCall(deployment: Deployment, parameters: ReportUptimeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.UptimeMonitor,
    abi: uptimeMonitorAbi,
    functionName: 'report',
    args: [parameters.report, parameters.proof],
  });
}

/**
 * Brings a provider's month as the meter quorum signed it; suspends the provider if it was up for too little. Anyone,
 * within 30 days after the month. SPEC PROV 5.
 *
 * @throws InvalidReportError, UnknownProviderError, MonthRunningError, ReportTooLateError, AlreadyReportedError,
 * TooFewSignersError, UnknownSignerError
 *
 * @example
 * await client.reportUptime({ report, proof: packProof(signatures) });
 */
export async function reportUptime(
  client: AnyClient,
  parameters: ReportUptimeParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, reportUptimeCall(deployment, parameters), parameters, noOutcome);
}
