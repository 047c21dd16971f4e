import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelCampaign}. */
export interface CancelCampaignParameters {
  campaignId: bigint;
}

/** What came of {@link cancelCampaign}. */
export interface CancelCampaignOutcome {
  pledged: number;
}

/** The call behind {@link cancelCampaign}, for other transaction engines. */
export function cancelCampaignCall(deployment: Deployment, parameters: CancelCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'cancel',
    args: [parameters.campaignId],
  });
}

/**
 * Calls an open campaign off; every pledge is refunded by `settlePledges`. Caller: CAMPAIGNS role. SPEC POOL 5.
 *
 * @throws UnknownCampaignError, WrongStateError
 *
 * @example
 * const { wait } = await client.cancelCampaign({ campaignId: 1n });
 */
export async function cancelCampaign(
  client: AnyClient,
  parameters: CancelCampaignParameters & WriteOptions,
): Promise<WriteResult<CancelCampaignOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelCampaignCall(deployment, parameters), parameters, (receipt) => {
    const { pledged } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'CampaignMissed');
    return { pledged };
  });
}
