import { revenueRouterAbi } from '../../abis/RevenueRouter.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { RevenueSource } from './types.js';

/** Parameters of {@link notifyRevenue}. */
export interface NotifyRevenueParameters {
  source: RevenueSource;
  /** USDC units already sent to the router. */
  amount: bigint;
}

/** The call behind {@link notifyRevenue}, for other transaction engines. */
export function notifyRevenueCall(deployment: Deployment, parameters: NotifyRevenueParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.RevenueRouter,
    abi: revenueRouterAbi,
    functionName: 'notify',
    args: [parameters.source, parameters.amount],
  });
}

/**
 * Names the source of USDC that was sent to the router. SPEC REV 1.
 *
 * @throws ZeroAmountError, NotReceivedError
 *
 * @example
 * const { hash } = await client.notifyRevenue({ source: RevenueSource.SaaS, amount: parseUsdc('50') });
 */
export async function notifyRevenue(
  client: AnyClient,
  parameters: NotifyRevenueParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, notifyRevenueCall(deployment, parameters), parameters, noOutcome);
}
