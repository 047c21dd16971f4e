import { stringToHex } from 'viem';
import { creditLinesAbi } from '../../abis/CreditLines.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { CreditParameter } from './types.js';

/** Parameters of {@link getCreditParameter}. */
export interface GetCreditParameterParameters extends ReadOptions {
  name: CreditParameter;
}

/**
 * A governed parameter of the credit lines. SPEC POOL 1, 3.
 *
 * @example
 * const kink = await client.getCreditParameter({ name: 'kinkBps' });
 */
export async function getCreditParameter(client: AnyClient, parameters: GetCreditParameterParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.CreditLines,
    abi: creditLinesAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
