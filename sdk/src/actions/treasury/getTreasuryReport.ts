import { treasuryAbi } from '../../abis/Treasury.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { TreasuryQuarter } from './types.js';

/** Parameters of {@link getTreasuryReport}. */
export interface GetTreasuryReportParameters extends ReadOptions {
  /** floor(timestamp / 13 weeks); by default the present one. */
  quarter?: bigint | undefined;
}

/**
 * The report of a quarter, by budget; final once the quarter is over. SPEC GOV 2.
 *
 * @example
 * const lines = await client.getTreasuryReport({ quarter: 226n });
 * const spent = lines[TreasuryBudget.Team]?.paid;
 */
export async function getTreasuryReport(
  client: AnyClient,
  parameters: GetTreasuryReportParameters = {},
): Promise<readonly TreasuryQuarter[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const treasury = { address: contracts.Treasury, abi: treasuryAbi, blockNumber: parameters.blockNumber } as const;
  const quarter = parameters.quarter ?? (await read(client, { ...treasury, functionName: 'currentQuarter' }));
  return read(client, { ...treasury, functionName: 'report', args: [quarter] });
}
