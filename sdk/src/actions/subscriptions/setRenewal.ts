import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Plan } from './types.js';

/** Parameters of {@link setRenewal}. */
export interface SetRenewalParameters {
  /** A lower one is a downgrade at the end of the period. */
  plan: Plan;
  yearly: boolean;
  autoRenew: boolean;
  /** Of each renewal, USDC units. */
  maxPrice: bigint;
}

/** The call behind {@link setRenewal}, for other transaction engines. */
export function setRenewalCall(deployment: Deployment, parameters: SetRenewalParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'setRenewal',
    args: [parameters.plan, parameters.yearly, parameters.autoRenew, Number(parameters.maxPrice)],
  });
}

/**
 * Sets what renewals buy, whether they happen, and up to which price. SPEC USER 5.
 *
 * @throws NotAPaidPlanError, NotSubscribedError
 *
 * @example
 * const { hash } = await client.setRenewal({ plan: Plan.Starter, yearly: true, autoRenew: true, maxPrice: parseUsdc('600') });
 */
export async function setRenewal(
  client: AnyClient,
  parameters: SetRenewalParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setRenewalCall(deployment, parameters), parameters, noOutcome);
}
