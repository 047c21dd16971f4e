import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link payDestination}. */
export interface PayDestinationParameters {
  /** In getRevenueDestinations. */
  index: number;
}

/** The call behind {@link payDestination}, for other transaction engines. */
export function payDestinationCall(deployment: Deployment, parameters: PayDestinationParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'pay',
    args: [BigInt(parameters.index)],
  });
}

/**
 * Pays one destination what it is owed. Anyone. SPEC REV 2.
 *
 * @throws UnknownDestinationError
 *
 * @example
 * const { hash } = await client.payDestination({ index: 0 });
 */
export async function payDestination(
  client: AnyClient,
  parameters: PayDestinationParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, payDestinationCall(deployment, parameters), parameters, noOutcome);
}
