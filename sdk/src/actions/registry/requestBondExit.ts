import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link requestBondExit}. */
export interface RequestBondExitParameters {
  providerId: number;
  /** CPT wei. */
  cpt: bigint;
  /** USDC units. */
  usdc: bigint;
}

/** What came of {@link requestBondExit}. */
export interface RequestBondExitOutcome {
  releaseTime: bigint;
}

/** The call behind {@link requestBondExit}, for other transaction engines. */
export function requestBondExitCall(deployment: Deployment, parameters: RequestBondExitParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'requestBondExit',
    args: [parameters.providerId, parameters.cpt, parameters.usdc],
  });
}

/**
 * Starts 35 days' notice; what exits stops counting as bond but stays slashable. Owner only. SPEC PROV 6.
 *
 * @throws NotOwnerError, BondTooSmallError, InsufficientBondError, ZeroAmountError
 *
 * @example
 * const { hash, wait } = await client.requestBondExit({ providerId: 1, cpt: 0n, usdc: parseUsdc('1000') });
 * const { releaseTime } = await wait();
 */
export async function requestBondExit(
  client: AnyClient,
  parameters: RequestBondExitParameters & WriteOptions,
): Promise<WriteResult<RequestBondExitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, requestBondExitCall(deployment, parameters), parameters, (receipt) => {
    const { releaseTime } = eventIn(
      receipt,
      deployment.contracts.ProviderRegistry,
      providerRegistryAbi,
      'BondExitRequested',
    );
    return { releaseTime };
  });
}
