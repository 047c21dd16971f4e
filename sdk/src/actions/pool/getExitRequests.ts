import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { readMany } from '../internal/readMany.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { ExitRequest } from './types.js';

/** Parameters of {@link getExitRequests}. */
export interface GetExitRequestsParameters extends ReadOptions {
  requestIds: readonly bigint[];
}

/**
 * Several requests of the exit queue in one call. SPEC POOL 2.
 *
 * @throws UnknownRequestError
 *
 * @example
 * const requests = await client.getExitRequests({ requestIds: [1n, 2n] });
 */
export async function getExitRequests(
  client: AnyClient,
  parameters: GetExitRequestsParameters,
): Promise<readonly ExitRequest[]> {
  const { contracts } = await deploymentOf(client, parameters);
  const reads = parameters.requestIds.map((requestId) => ({
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'redeemRequest',
    args: [requestId],
  }));
  return readMany(client, reads, parameters) as Promise<readonly ExitRequest[]>;
}
