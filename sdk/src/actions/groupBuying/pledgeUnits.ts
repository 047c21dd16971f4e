import { groupBuyAbi } from '../../abis/GroupBuy.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link pledgeUnits}. */
export interface PledgeUnitsParameters {
  campaignId: bigint;
  /** A multiple of the campaign's pack. */
  units: number;
}

/** What came of {@link pledgeUnits}. */
export interface PledgeUnitsOutcome {
  units: number;
  /** USDC units, at the first tier's price. */
  escrow: bigint;
}

/** The call behind {@link pledgeUnits}, for other transaction engines. */
export function pledgeUnitsCall(deployment: Deployment, parameters: PledgeUnitsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'pledge',
    args: [parameters.campaignId, parameters.units],
  });
}

/**
 * Pledges units of a campaign out of the vault balance. SPEC POOL 5.
 *
 * @throws UnknownCampaignError, WrongStateError, NotAPackError, UnitsExceededError, VaultInsufficientBalanceError
 *
 * @example
 * const { wait } = await client.pledgeUnits({ campaignId: 1n, units: 1_000 });
 * const { escrow } = await wait();
 */
export async function pledgeUnits(
  client: AnyClient,
  parameters: PledgeUnitsParameters & WriteOptions,
): Promise<WriteResult<PledgeUnitsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, pledgeUnitsCall(deployment, parameters), parameters, (receipt) => {
    const { units, escrow } = eventIn(receipt, deployment.contracts.GroupBuy, groupBuyAbi, 'Pledged');
    return { units, escrow };
  });
}
