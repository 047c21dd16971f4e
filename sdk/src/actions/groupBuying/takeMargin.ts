import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link takeMargin}. */
export interface TakeMarginParameters {
  campaignId: bigint;
}

/** What came of {@link takeMargin}. */
export interface TakeMarginOutcome {
  amount: bigint;
}

/** The call behind {@link takeMargin}, for other transaction engines. */
export function takeMarginCall(deployment: Deployment, parameters: TakeMarginParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'takeMargin',
    args: [parameters.campaignId],
  });
}

/**
 * Sends a campaign's free cash to revenue, once the pool is repaid and its vouchers are over. Anyone. SPEC POOL 5.
 *
 * @throws DebtOutstandingError, TooEarlyError, NothingDoneError
 *
 * @example
 * const { wait } = await client.takeMargin({ campaignId: 1n });
 */
export async function takeMargin(
  client: AnyClient,
  parameters: TakeMarginParameters & WriteOptions,
): Promise<WriteResult<TakeMarginOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, takeMarginCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'MarginPaid');
    return { amount };
  });
}
