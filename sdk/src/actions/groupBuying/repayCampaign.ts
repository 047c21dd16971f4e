import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link repayCampaign}. */
export interface RepayCampaignParameters {
  campaignId: bigint;
}

/** The call behind {@link repayCampaign}, for other transaction engines. */
export function repayCampaignCall(deployment: Deployment, parameters: RepayCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'repay',
    args: [parameters.campaignId],
  });
}

/**
 * Sends a campaign's free cash to the pool, and tells it what is unsold. Anyone. SPEC POOL 5.
 *
 * @throws WrongStateError, NothingDoneError
 *
 * @example
 * const { wait } = await client.repayCampaign({ campaignId: 1n });
 */
export async function repayCampaign(
  client: AnyClient,
  parameters: RepayCampaignParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, repayCampaignCall(deployment, parameters), parameters, noOutcome);
}
