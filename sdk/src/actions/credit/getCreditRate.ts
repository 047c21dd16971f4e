import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getCreditRate}. */
export interface GetCreditRateParameters extends ReadOptions {
  utilisationBps: bigint;
}

/**
 * What the curve asks at a utilisation, basis points a year. SPEC POOL 1.
 *
 * @example
 * const bps = await client.getCreditRate({ utilisationBps: 8_000n });
 */
export async function getCreditRate(client: AnyClient, parameters: GetCreditRateParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'curve',
    args: [parameters.utilisationBps],
    blockNumber: parameters.blockNumber,
  });
}
