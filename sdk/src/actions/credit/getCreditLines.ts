import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CreditLine } from './types.js';

/** Parameters of {@link getCreditLines}. */
export interface GetCreditLinesParameters extends ReadOptions {
  lineIds: readonly bigint[];
}

/**
 * Several credit lines in one call, as of now. SPEC POOL 3.
 *
 * @throws UnknownLineError
 *
 * @example
 * const lines = await client.getCreditLines({ lineIds: await client.getLiveLines() });
 */
export async function getCreditLines(
  client: AnyClient,
  parameters: GetCreditLinesParameters,
): Promise<readonly CreditLine[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const reads = parameters.lineIds.map((lineId) => ({
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'line',
    args: [lineId],
  }));
  return readMany(client, reads, parameters) as Promise<readonly CreditLine[]>;
}
