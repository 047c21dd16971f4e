import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link failCampaign}. */
export interface FailCampaignParameters {
  campaignId: bigint;
}

/** What came of {@link failCampaign}. */
export interface FailCampaignOutcome {
  /** See `FailReason`. */
  reason: number;
}

/** The call behind {@link failCampaign}, for other transaction engines. */
export function failCampaignCall(deployment: Deployment, parameters: FailCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'failByDefault',
    args: [parameters.campaignId],
  });
}

/**
 * Fails a campaign whose vendor is revoked or brought no invoice in time. Anyone. SPEC POOL 5.
 *
 * @throws WrongStateError, NothingDoneError
 *
 * @example
 * const { wait } = await client.failCampaign({ campaignId: 1n });
 */
export async function failCampaign(
  client: AnyClient,
  parameters: FailCampaignParameters & WriteOptions,
): Promise<WriteResult<FailCampaignOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, failCampaignCall(deployment, parameters), parameters, (receipt) => {
    const { reason } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'CampaignFailed');
    return { reason };
  });
}
