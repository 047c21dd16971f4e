import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link recoverForCampaign}. */
export interface RecoverForCampaignParameters {
  campaignId: bigint;
  /** USDC units. */
  amount: bigint;
}

/** What came of {@link recoverForCampaign}. */
export interface RecoverForCampaignOutcome {
  amount: bigint;
}

/** The call behind {@link recoverForCampaign}, for other transaction engines. */
export function recoverForCampaignCall(deployment: Deployment, parameters: RecoverForCampaignParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'recover',
    args: [parameters.campaignId, parameters.amount],
  });
}

/**
 * Adds to a campaign's cash out of the vault balance: what was got from a failed vendor. SPEC POOL 5.
 *
 * @throws WrongStateError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.recoverForCampaign({ campaignId: 1n, amount: parseUsdc('5000') });
 */
export async function recoverForCampaign(
  client: AnyClient,
  parameters: RecoverForCampaignParameters & WriteOptions,
): Promise<WriteResult<RecoverForCampaignOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, recoverForCampaignCall(deployment, parameters), parameters, (receipt) => {
    const { amount } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'Recovered');
    return { amount };
  });
}
