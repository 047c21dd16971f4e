import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CreditBook } from './types.js';

/**
 * What all live lines owe now. SPEC POOL 3.
 *
 * @example
 * const { principal, impaired } = await client.getCreditBook();
 */
export async function getCreditBook(client: AnyClient, parameters: ReadOptions = {}): Promise<CreditBook> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'book',
    blockNumber: parameters.blockNumber,
  }) as Promise<CreditBook>;
}
