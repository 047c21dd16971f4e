import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';
import type { CampaignTerms } from './types.js';

/** Parameters of {@link createCampaign}. */
export interface CreateCampaignParameters {
  terms: CampaignTerms;
}

/** What came of {@link createCampaign}. */
export interface CreateCampaignOutcome {
  campaignId: bigint;
  /** The vendor. */
  providerId: number;
}

/** The call behind {@link createCampaign}, for other transaction engines. */
export function createCampaignCall(deployment: Deployment, parameters: CreateCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'create',
    args: [parameters.terms],
  });
}

/**
 * Begins a campaign. Caller: CAMPAIGNS role. SPEC POOL 5.
 *
 * @throws InvalidTermsError, UnknownListingError
 *
 * @example
 * const { wait } = await client.createCampaign({ terms });
 */
export async function createCampaign(
  client: AnyClient,
  parameters: CreateCampaignParameters & WriteOptions,
): Promise<WriteResult<CreateCampaignOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, createCampaignCall(deployment, parameters), parameters, (receipt) => {
    const { campaignId, providerId } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'CampaignCreated');
    return { campaignId, providerId };
  });
}
