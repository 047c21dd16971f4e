import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { ExitRequest } from './types.js';

/** Parameters of {@link getExitRequest}. */
export interface GetExitRequestParameters extends ReadOptions {
  requestId: bigint;
}

/**
 * A request of the exit queue. SPEC POOL 2.
 *
 * @throws UnknownRequestError
 *
 * @example
 * const { pending, claimable } = await client.getExitRequest({ requestId: 1n });
 */
export async function getExitRequest(client: AnyClient, parameters: GetExitRequestParameters): Promise<ExitRequest> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'redeemRequest',
    args: [parameters.requestId],
    blockNumber: parameters.blockNumber,
  }) as Promise<ExitRequest>;
}
