import { stringToHex } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getSubscriptionsParameter}. */
export interface GetSubscriptionsParameterParameters extends ReadOptions {
  /** As the contract names it, e.g. `gracePeriod`. */
  name: string;
}

/**
 * A governed number of the subscriptions. SPEC USER 5.
 *
 * @throws InvalidParameterError
 *
 * @example
 * const result = await client.getSubscriptionsParameter({ name: 'gracePeriod' });
 */
export async function getSubscriptionsParameter(
  client: AnyClient,
  parameters: GetSubscriptionsParameterParameters,
): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'parameter',
    args: [stringToHex(parameters.name, { size: 32 })],
    blockNumber: parameters.blockNumber,
  });
}
