import { disputesAbi } from '../../abis/Disputes.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getDisputeBond}. */
export interface GetDisputeBondParameters extends ReadOptions {
  /** USDC units. */
  disputed: bigint;
}

/**
 * The bond each side puts up for a sum; offline {@link disputeBond}. SPEC JOB 9.
 *
 * @example
 * const bond = await client.getDisputeBond({ disputed: parseUsdc('250') });
 */
export async function getDisputeBond(client: AnyClient, parameters: GetDisputeBondParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Disputes,
    abi: disputesAbi,
    functionName: 'bondFor',
    args: [parameters.disputed],
    blockNumber: parameters.blockNumber,
  });
}
