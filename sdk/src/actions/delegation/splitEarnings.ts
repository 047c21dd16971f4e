import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventsIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link splitEarnings}. */
export interface SplitEarningsParameters {
  providerId: number;
}

/** What came of {@link splitEarnings}. */
export interface SplitEarningsOutcome {
  /** USDC units. */
  toDelegators: bigint;
  toProvider: bigint;
}

/** The call behind {@link splitEarnings}, for other transaction engines. */
export function splitEarningsCall(deployment: Deployment, parameters: SplitEarningsParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'split',
    args: [parameters.providerId],
  });
}

/**
 * Splits what waits in a sharing provider's account between its delegators and its own payout, inside the Vault. Anyone.
 * SPEC PROV 6.
 *
 * @throws UnknownProviderError
 *
 * @example
 * const { hash, wait } = await client.splitEarnings({ providerId: 1 });
 * const { toProvider } = await wait();
 */
export async function splitEarnings(
  client: AnyClient,
  parameters: SplitEarningsParameters & WriteOptions,
): Promise<WriteResult<SplitEarningsOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, splitEarningsCall(deployment, parameters), parameters, (receipt) => {
    const [split] = eventsIn(receipt, deployment.contracts.BondDelegation, bondDelegationAbi, 'EarningsSplit');
    return { toDelegators: split?.toDelegators ?? 0n, toProvider: split?.toProvider ?? 0n };
  });
}
