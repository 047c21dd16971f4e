import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Plan } from './types.js';

/** Parameters of {@link startTrial}. */
export interface StartTrialParameters {
  plan: Plan;
  /** Standing consent to renewals of at most `maxPrice` each, once the trial is over. */
  autoRenew: boolean;
  /** USDC units. */
  maxPrice: bigint;
}

/** The call behind {@link startTrial}, for other transaction engines. */
export function startTrialCall(deployment: Deployment, parameters: StartTrialParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'startTrial',
    args: [parameters.plan, parameters.autoRenew, Number(parameters.maxPrice)],
  });
}

/**
 * Three months of a plan for nothing, once, while the promotion is open. SPEC USER 5.
 *
 * @throws NotAPaidPlanError, AlreadySubscribedError, TrialUsedError, PromotionClosedError
 *
 * @example
 * const { hash } = await client.startTrial({ plan: Plan.Starter, autoRenew: false, maxPrice: 0n });
 */
export async function startTrial(
  client: AnyClient,
  parameters: StartTrialParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, startTrialCall(deployment, parameters), parameters, noOutcome);
}
