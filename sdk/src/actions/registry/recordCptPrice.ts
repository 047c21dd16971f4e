import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** The call behind {@link recordCptPrice}, for other transaction engines. */
export function recordCptPriceCall(deployment: Deployment): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'recordCptPrice',
    args: [],
  });
}

/**
 * Makes the registry remember the present CPT price if it is fit, for slashes while none is. Anyone. SPEC PROV 6.
 *
 * @example
 * const { hash } = await client.recordCptPrice();
 */
export async function recordCptPrice(client: AnyClient, parameters: WriteOptions = {}): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, recordCptPriceCall(deployment), parameters, noOutcome);
}
