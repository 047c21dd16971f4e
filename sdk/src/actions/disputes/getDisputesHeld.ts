import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * All bonds and offers that disputes hold in escrow now, USDC units. SPEC JOB 9.
 *
 * @example
 * const held = await client.getDisputesHeld();
 */
export async function getDisputesHeld(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'totalHeld',
    blockNumber: parameters.blockNumber,
  });
}
