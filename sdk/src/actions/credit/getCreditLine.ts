import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CreditLine } from './types.js';

/** Parameters of {@link getCreditLine}. */
export interface GetCreditLineParameters extends ReadOptions {
  lineId: bigint;
}

/**
 * A credit line as of now. SPEC POOL 3.
 *
 * @throws UnknownLineError
 *
 * @example
 * const { principal, interest, due } = await client.getCreditLine({ lineId: 1n });
 */
export async function getCreditLine(client: AnyClient, parameters: GetCreditLineParameters): Promise<CreditLine> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'line',
    args: [parameters.lineId],
    blockNumber: parameters.blockNumber,
  }) as Promise<CreditLine>;
}
