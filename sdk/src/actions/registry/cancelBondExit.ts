import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelBondExit}. */
export interface CancelBondExitParameters {
  providerId: number;
}

/** The call behind {@link cancelBondExit}, for other transaction engines. */
export function cancelBondExitCall(deployment: Deployment, parameters: CancelBondExitParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'cancelBondExit',
    args: [parameters.providerId],
  });
}

/**
 * Makes bond of what was exiting. Owner only. SPEC PROV 6.
 *
 * @throws NotOwnerError, NoExitRequestedError
 *
 * @example
 * const { hash } = await client.cancelBondExit({ providerId: 1 });
 */
export async function cancelBondExit(
  client: AnyClient,
  parameters: CancelBondExitParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelBondExitCall(deployment, parameters), parameters, noOutcome);
}
