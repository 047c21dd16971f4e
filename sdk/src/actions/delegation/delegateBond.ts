import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link delegateBond}. */
export interface DelegateBondParameters {
  providerId: number;
  /** CPT wei; at least the minimum of 10 CPT. */
  cpt: bigint;
}

/** What came of {@link delegateBond}. */
export interface DelegateBondOutcome {
  /** Of the CPT delegated to this provider. */
  shares: bigint;
}

/** The call behind {@link delegateBond}, for other transaction engines. */
export function delegateBondCall(deployment: Deployment, parameters: DelegateBondParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'delegate',
    args: [parameters.providerId, parameters.cpt],
  });
}

/**
 * Stakes CPT on a provider's bond, by the account's allowance to the registry: it shares the provider's losses, and what the
 * provider gives of its earnings. Leaving takes 35 days' notice. SPEC PROV 6.
 *
 * @throws BelowMinimumError, DelegationCapExceededError, PriceUnfitError, SlashPendingError, WrongStatusError
 *
 * @example
 * const { hash, wait } = await client.delegateBond({ providerId: 1, cpt: parseCpt('1000') });
 * const { shares } = await wait();
 */
export async function delegateBond(
  client: AnyClient,
  parameters: DelegateBondParameters & WriteOptions,
): Promise<WriteResult<DelegateBondOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, delegateBondCall(deployment, parameters), parameters, (receipt) => {
    const { shares } = eventIn(receipt, deployment.contracts.BondDelegation, bondDelegationAbi, 'Delegated');
    return { shares };
  });
}
