import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Lot } from './types.js';

/** Parameters of {@link getLot}. */
export interface GetLotParameters extends ReadOptions {
  lotId: bigint;
}

/**
 * What the money of a lot bought, and what of it is sold. SPEC POOL 3.
 *
 * @throws UnknownLotError
 *
 * @example
 * const { cost, unsold } = await client.getLot({ lotId: 1n });
 */
export async function getLot(client: AnyClient, parameters: GetLotParameters): Promise<Lot> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'lot',
    args: [parameters.lotId],
    blockNumber: parameters.blockNumber,
  }) as Promise<Lot>;
}
