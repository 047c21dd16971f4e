import type { Address } from 'viem';
import { subscriptionsAbi } from '../../abis/Subscriptions.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link renewSubscription}. */
export interface RenewSubscriptionParameters {
  /** Whose plan is renewed. */
  subscriber: Address;
}

/** What came of {@link renewSubscription}. */
export interface RenewSubscriptionOutcome {
  /** USDC units. */
  price: bigint;
  /** Seconds. */
  paidUntil: number;
}

/** The call behind {@link renewSubscription}, for other transaction engines. */
export function renewSubscriptionCall(deployment: Deployment, parameters: RenewSubscriptionParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.Subscriptions,
    abi: subscriptionsAbi,
    functionName: 'renew',
    args: [parameters.subscriber],
  });
}

/**
 * Pays an account's next period from its vault balance, within its standing consent. Anyone. SPEC USER 5.
 *
 * @throws NotRenewableError, NotDueYetError, ChargeAboveMaximumError, VaultInsufficientBalanceError
 *
 * @example
 * const { hash } = await client.renewSubscription({ subscriber });
 */
export async function renewSubscription(
  client: AnyClient,
  parameters: RenewSubscriptionParameters & WriteOptions,
): Promise<WriteResult<RenewSubscriptionOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, renewSubscriptionCall(deployment, parameters), parameters, (receipt) => {
    const { price, paidUntil } = eventIn(
      receipt,
      deployment.contracts.Subscriptions,
      subscriptionsAbi,
      'SubscriptionRenewed',
    );
    return { price, paidUntil };
  });
}
