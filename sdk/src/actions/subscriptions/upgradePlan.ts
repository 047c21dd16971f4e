import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { Plan } from './types.js';

/** Parameters of {@link upgradePlan}. */
export interface UpgradePlanParameters {
  plan: Plan;
  /** Of this payment, USDC units. */
  maxCharge: bigint;
  /** Of each renewal from now on, USDC units. */
  maxPrice: bigint;
}

/** What came of {@link upgradePlan}. */
export interface UpgradePlanOutcome {
  /** USDC units. */
  charged: bigint;
}

/** The call behind {@link upgradePlan}, for other transaction engines. */
export function upgradePlanCall(deployment: Deployment, parameters: UpgradePlanParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'upgrade',
    args: [parameters.plan, Number(parameters.maxCharge), Number(parameters.maxPrice)],
  });
}

/**
 * Moves to a higher plan for the rest of the period, for the difference pro rata. SPEC USER 5.
 *
 * @throws NotSubscribedError, NotAnUpgradeError, ChargeAboveMaximumError, VaultInsufficientBalanceError
 *
 * @example
 * const maxCharge = await client.getUpgradePrice({ account, plan: Plan.Pro });
 * await client.upgradePlan({ plan: Plan.Pro, maxCharge, maxPrice: parseUsdc('200') });
 */
export async function upgradePlan(
  client: AnyClient,
  parameters: UpgradePlanParameters & WriteOptions,
): Promise<WriteResult<UpgradePlanOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, upgradePlanCall(deployment, parameters), parameters, (receipt) => {
    const { charged } = eventIn(receipt, deployment.contracts.Subscriptions, subscriptionsAbi, 'SubscriptionUpgraded');
    return { charged };
  });
}
