import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** What came of {@link distributeRevenue}. */
export interface DistributeRevenueOutcome {
  amount: bigint;
  undistributed: bigint;
}

/** The call behind {@link distributeRevenue}, for other transaction engines. */
export function distributeRevenueCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'distribute',
    args: [],
  });
}

/**
 * Credits all undistributed revenue to the destinations and pays them. Anyone. SPEC REV 2.
 *
 * @throws NothingToDistributeError
 *
 * @example
 * const { hash, wait } = await client.distributeRevenue();
 * const { amount, undistributed } = await wait();
 */
export async function distributeRevenue(
  client: AnyClient,
  parameters: WriteOptions = {},
): Promise<WriteResult<DistributeRevenueOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, distributeRevenueCall(deployment), parameters, (receipt) => {
    const { amount, undistributed } = eventIn(
      receipt,
      deployment.contracts.RevenueRouter,
      revenueRouterAbi,
      'RevenueDistributed',
    );
    return { amount, undistributed };
  });
}
