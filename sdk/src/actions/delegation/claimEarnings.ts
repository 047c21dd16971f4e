import type { Address } from 'viem';
import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link claimEarnings}. */
export interface ClaimEarningsParameters {
  providerIds: readonly number[];
  to: Address;
}

/** What came of {@link claimEarnings}. */
export interface ClaimEarningsOutcome {
  /** USDC units, over all of them. */
  amount: bigint;
}

/** The call behind {@link claimEarnings}, for other transaction engines. */
export function claimEarningsCall(deployment: Deployment, parameters: ClaimEarningsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'claim',
    args: [parameters.providerIds, parameters.to],
  });
}

/**
 * Pays the account's part of what its providers earned, in USDC, to any address; splits what waits first. SPEC PROV 6.
 *
 * @throws NothingToClaimError
 *
 * @example
 * const { hash, wait } = await client.claimEarnings({ providerIds: [1, 2], to: account.address });
 * const { amount } = await wait();
 */
export async function claimEarnings(
  client: AnyClient,
  parameters: ClaimEarningsParameters & WriteOptions,
): Promise<WriteResult<ClaimEarningsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, claimEarningsCall(deployment, parameters), parameters, (receipt) => {
    const claims = eventsIn(receipt, deployment.contracts.BondDelegation, bondDelegationAbi, 'EarningsClaimed');
    return { amount: claims.reduce((sum, claim) => sum + claim.amount, 0n) };
  });
}
