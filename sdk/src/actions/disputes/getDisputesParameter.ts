import { stringToHex } from 'viem';
import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getDisputesParameter}. */
export interface GetDisputesParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `answerWindow`. */
  name: string;
}

/**
 * A governed number of disputes. SPEC JOB 9.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const seconds = await client.getDisputesParameter({ name: 'answerWindow' });
 */
export async function getDisputesParameter(
  client: AnyClient,
  parameters: GetDisputesParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
