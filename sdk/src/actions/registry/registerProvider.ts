import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link registerProvider}. */
export interface RegisterProviderParameters {
  /** Whose vault balance earns. */
  payout: Address;
  /** Company papers, infrastructure, attestations. */
  metadataURI: string;
}

/** What came of {@link registerProvider}. */
export interface RegisterProviderOutcome {
  providerId: number;
}

/** The call behind {@link registerProvider}, for other transaction engines. */
export function registerProviderCall(deployment: Deployment, parameters: RegisterProviderParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'register',
    args: [parameters.payout, parameters.metadataURI],
  });
}

/**
 * Registers the account as a provider. SPEC PROV 1.
 *
 * @throws AlreadyRegisteredError, ZeroAddressError
 *
 * @example
 * const { hash, wait } = await client.registerProvider({ payout: account.address, metadataURI: 'ipfs://…' });
 * const { providerId } = await wait();
 */
export async function registerProvider(
  client: AnyClient,
  parameters: RegisterProviderParameters & WriteOptions,
): Promise<WriteResult<RegisterProviderOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, registerProviderCall(deployment, parameters), parameters, (receipt) => {
    const { providerId } = eventIn(
      receipt,
      deployment.contracts.ProviderRegistry,
      providerRegistryAbi,
      'ProviderRegistered',
    );
    return { providerId };
  });
}
