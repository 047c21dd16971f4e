import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link depositBond}. */
export interface DepositBondParameters {
  providerId: number;
  /** CPT wei. */
  cpt: bigint;
  /** USDC units. */
  usdc: bigint;
}

/** What came of {@link depositBond}. */
export interface DepositBondOutcome {
  cpt: bigint;
  usdc: bigint;
}

/** The call behind {@link depositBond}, for other transaction engines. */
export function depositBondCall(deployment: Deployment, parameters: DepositBondParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'depositBond',
    args: [parameters.providerId, parameters.cpt, parameters.usdc],
  });
}

/**
 * Adds to a provider's bond by the account's allowances to the registry. SPEC PROV 6.
 *
 * @throws ZeroAmountError, UnknownProviderError
 *
 * @example
 * const { hash, wait } = await client.depositBond({ providerId: 1, cpt: parseCpt('10000'), usdc: parseUsdc('5000') });
 * const { cpt, usdc } = await wait();
 */
export async function depositBond(
  client: AnyClient,
  parameters: DepositBondParameters & WriteOptions,
): Promise<WriteResult<DepositBondOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, depositBondCall(deployment, parameters), parameters, (receipt) => {
    const { cpt, usdc } = eventIn(receipt, deployment.contracts.ProviderRegistry, providerRegistryAbi, 'BondDeposited');
    return { cpt, usdc };
  });
}
