import { perkStakeAbi } from '../../abis/PerkStake.js';
import type { Deployment } from '../../deployments/types.js';
import type { SignedPermit } from '../../eip712/permit.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link stakeForPerks}. */
export interface StakeForPerksParameters {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
  /** Of the sender, for rUSDC, to PerkStake; without it by allowance. */
  permit?: SignedPermit | undefined;
}

/** What came of {@link stakeForPerks}. */
export interface StakeForPerksOutcome {
  /** When they count. */
  ripeAt: bigint;
}

/** The call behind {@link stakeForPerks}, for other transaction engines. */
export function stakeForPerksCall(deployment: Deployment, parameters: StakeForPerksParameters): ContractCall {
  const { shares, permit } = parameters;
  const to = { address: deployment.contracts.PerkStake, abi: perkStakeAbi };
  if (permit === undefined) return contractCall({ ...to, functionName: 'stake', args: [shares] });
  const args = [shares, permit.deadline, permit.v, permit.r, permit.s] as const;
  return contractCall({ ...to, functionName: 'stakeWithPermit', args });
}

/**
 * Stakes rUSDC, which counts as veCPT for discounts and priority once it has lain there for 7 days. It goes on earning. SPEC POOL 1.
 *
 * @throws ZeroSharesError
 *
 * @example
 * const { wait } = await client.stakeForPerks({ shares });
 * const { ripeAt } = await wait();
 */
export async function stakeForPerks(
  client: AnyClient,
  parameters: StakeForPerksParameters & WriteOptions,
): Promise<WriteResult<StakeForPerksOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, stakeForPerksCall(deployment, parameters), parameters, (receipt) => {
    const { ripeAt } = eventIn(receipt, deployment.contracts.PerkStake, perkStakeAbi, 'Staked');
    return { ripeAt };
  });
}
