import { perkStakeAbi } from '../../abis/PerkStake.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link unstakeFromPerks}. */
export interface UnstakeFromPerksParameters {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
}

/** What came of {@link unstakeFromPerks}. */
export interface UnstakeFromPerksOutcome {
  /** Of the shares, those that had counted. */
  ripe: bigint;
}

/** The call behind {@link unstakeFromPerks}, for other transaction engines. */
export function unstakeFromPerksCall(deployment: Deployment, parameters: UnstakeFromPerksParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.PerkStake,
    abi: perkStakeAbi,
    functionName: 'unstake',
    args: [parameters.shares],
  });
}

/**
 * Takes rUSDC staked for perks back at once, the youngest first. SPEC POOL 1.
 *
 * @throws ZeroSharesError, StakeExceededError
 *
 * @example
 * const { wait } = await client.unstakeFromPerks({ shares });
 */
export async function unstakeFromPerks(
  client: AnyClient,
  parameters: UnstakeFromPerksParameters & WriteOptions,
): Promise<WriteResult<UnstakeFromPerksOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, unstakeFromPerksCall(deployment, parameters), parameters, (receipt) => {
    const { ripe } = eventIn(receipt, deployment.contracts.PerkStake, perkStakeAbi, 'Unstaked');
    return { ripe };
  });
}
