import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link withdrawBond}. */
export interface WithdrawBondParameters {
  providerId: number;
  to: Address;
}

/** What came of {@link withdrawBond}. */
export interface WithdrawBondOutcome {
  cpt: bigint;
  usdc: bigint;
}

/** The call behind {@link withdrawBond}, for other transaction engines. */
export function withdrawBondCall(deployment: Deployment, parameters: WithdrawBondParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'withdrawBond',
    args: [parameters.providerId, parameters.to],
  });
}

/**
 * Takes the exiting bond after its notice, with no open job. Owner only; nothing can pause it. SPEC PROV 6.
 *
 * @throws NotOwnerError, NoExitRequestedError, BondNotReleasableError, SlashPendingError, BondOnHoldError, WithdrawalRefusedError
 *
 * @example
 * const { hash, wait } = await client.withdrawBond({ providerId: 1, to: account.address });
 * const { cpt, usdc } = await wait();
 */
export async function withdrawBond(
  client: AnyClient,
  parameters: WithdrawBondParameters & WriteOptions,
): Promise<WriteResult<WithdrawBondOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, withdrawBondCall(deployment, parameters), parameters, (receipt) => {
    const { cpt, usdc } = eventIn(receipt, deployment.contracts.ProviderRegistry, providerRegistryAbi, 'BondWithdrawn');
    return { cpt, usdc };
  });
}
