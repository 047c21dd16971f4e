import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RevenueSource } from './types.js';

/** Parameters of {@link collectRevenue}. */
export interface CollectRevenueParameters {
  source: RevenueSource;
}

/** What came of {@link collectRevenue}. */
export interface CollectRevenueOutcome {
  amount: bigint;
}

/** The call behind {@link collectRevenue}, for other transaction engines. */
export function collectRevenueCall(deployment: Deployment, parameters: CollectRevenueParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'collect',
    args: [parameters.source],
  });
}

/**
 * Pulls what the vault earned under a source into the router. Anyone. SPEC REV 1.
 *
 * @example
 * const { hash, wait } = await client.collectRevenue({ source: RevenueSource.TransactionFees });
 * const { amount } = await wait();
 */
export async function collectRevenue(
  client: AnyClient,
  parameters: CollectRevenueParameters & WriteOptions,
): Promise<WriteResult<CollectRevenueOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, collectRevenueCall(deployment, parameters), parameters, (receipt) => ({
    amount: eventsIn(receipt, deployment.contracts.RevenueRouter, revenueRouterAbi, 'RevenueReceived').reduce(
      (sum, event) => sum + event.amount,
      0n,
    ),
  }));
}
