import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Plan } from './types.js';

/** Parameters of {@link subscribe}. */
export interface SubscribeParameters {
  plan: Plan;
  yearly: boolean;
  /** Standing consent to renewals of at most `maxPrice` each. */
  autoRenew: boolean;
  /** Of this payment and of each renewal, USDC units. */
  maxPrice: bigint;
}

/** What came of {@link subscribe}. */
export interface SubscribeOutcome {
  /** USDC units. */
  price: bigint;
  /** Seconds. */
  paidUntil: number;
  halfPrice: boolean;
}

/** The call behind {@link subscribe}, for other transaction engines. */
export function subscribeCall(deployment: Deployment, parameters: SubscribeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'subscribe',
    args: [parameters.plan, parameters.yearly, parameters.autoRenew, Number(parameters.maxPrice)],
  });
}

/**
 * Buys a plan's first month or year from the vault balance. SPEC USER 5.
 *
 * @throws NotAPaidPlanError, AlreadySubscribedError, ChargeAboveMaximumError, VaultInsufficientBalanceError
 *
 * @example
 * const maxPrice = await client.getPlanPrice({ account, plan: Plan.Pro, yearly: false });
 * await client.subscribe({ plan: Plan.Pro, yearly: false, autoRenew: true, maxPrice });
 */
export async function subscribe(
  client: AnyClient,
  parameters: SubscribeParameters & WriteOptions,
): Promise<WriteResult<SubscribeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, subscribeCall(deployment, parameters), parameters, (receipt) => {
    const { price, paidUntil, halfPrice } = eventIn(
      receipt,
      deployment.contracts.Subscriptions,
      subscriptionsAbi,
      'Subscribed',
    );
    return { price, paidUntil, halfPrice };
  });
}
