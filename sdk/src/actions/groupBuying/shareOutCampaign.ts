import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link shareOutCampaign}. */
export interface ShareOutCampaignParameters {
  campaignId: bigint;
}

/** What came of {@link shareOutCampaign}. */
export interface ShareOutCampaignOutcome {
  pot: bigint;
  claims: bigint;
}

/** The call behind {@link shareOutCampaign}, for other transaction engines. */
export function shareOutCampaignCall(deployment: Deployment, parameters: ShareOutCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'shareOut',
    args: [parameters.campaignId],
  });
}

/**
 * Fixes what holders of a failed campaign get: pot / claims of their price. Anyone, 60 days after it failed. SPEC POOL 5.
 *
 * @throws WrongStateError, TooEarlyError, NothingDoneError
 *
 * @example
 * const { wait } = await client.shareOutCampaign({ campaignId: 1n });
 */
export async function shareOutCampaign(
  client: AnyClient,
  parameters: ShareOutCampaignParameters & WriteOptions,
): Promise<WriteResult<ShareOutCampaignOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, shareOutCampaignCall(deployment, parameters), parameters, (receipt) => {
    const { pot, claims } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'FailureShared');
    return { pot, claims };
  });
}
