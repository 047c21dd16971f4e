import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawPledge}. */
export interface WithdrawPledgeParameters {
  campaignId: bigint;
  units: number;
}

/** What came of {@link withdrawPledge}. */
export interface WithdrawPledgeOutcome {
  units: number;
  refund: bigint;
}

/** The call behind {@link withdrawPledge}, for other transaction engines. */
export function withdrawPledgeCall(deployment: Deployment, parameters: WithdrawPledgeParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'withdrawPledge',
    args: [parameters.campaignId, parameters.units],
  });
}

/**
 * Takes a pledge back, until a day before the close. SPEC POOL 5.
 *
 * @throws WrongStateError, TooLateError, UnitsExceededError
 *
 * @example
 * const { wait } = await client.withdrawPledge({ campaignId: 1n, units: 500 });
 */
export async function withdrawPledge(
  client: AnyClient,
  parameters: WithdrawPledgeParameters & WriteOptions,
): Promise<WriteResult<WithdrawPledgeOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawPledgeCall(deployment, parameters), parameters, (receipt) => {
    const { units, refund } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'PledgeWithdrawn');
    return { units, refund };
  });
}
