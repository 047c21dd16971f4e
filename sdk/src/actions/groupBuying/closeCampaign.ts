import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link closeCampaign}. */
export interface CloseCampaignParameters {
  campaignId: bigint;
}

/** The call behind {@link closeCampaign}, for other transaction engines. */
export function closeCampaignCall(deployment: Deployment, parameters: CloseCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'close',
    args: [parameters.campaignId],
  });
}

/**
 * Ends the pledging: buys the lot, or misses the campaign; `getCampaign` tells which. Anyone, from closesAt on. SPEC POOL 5.
 *
 * @throws WrongStateError, TooEarlyError, and while the pool cannot lend its refusal
 *
 * @example
 * const { wait } = await client.closeCampaign({ campaignId: 1n });
 */
export async function closeCampaign(
  client: AnyClient,
  parameters: CloseCampaignParameters & WriteOptions,
): Promise<WriteResult<Record<never, never>>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, closeCampaignCall(deployment, parameters), parameters, noOutcome);
}
