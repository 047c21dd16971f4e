import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { LotValue } from './types.js';

/** Parameters of {@link getLotValue}. */
export interface GetLotValueParameters extends ReadOptions {
  lotId: bigint;
}

/**
 * What is free of a lot by the oracle's price now, and what may still be drawn on it. SPEC POOL 3.
 *
 * @throws UnknownLotError
 *
 * @example
 * const { value, drawable } = await client.getLotValue({ lotId: 1n });
 */
export async function getLotValue(client: AnyClient, parameters: GetLotValueParameters): Promise<LotValue> {
  const { contracts } = await deploymentOf(client, parameters);
  const [value, drawable] = await read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'lotValue',
    args: [parameters.lotId],
    blockNumber: parameters.blockNumber,
  });
  return { value, drawable };
}
