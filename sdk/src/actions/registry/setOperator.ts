import type { Address } from 'viem';
import { providerRegistryAbi } from '../../abis/ProviderRegistry.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link setOperator}. */
export interface SetOperatorParameters {
  providerId: number;
  /** Hot key that may act on jobs and listings, never on payout or bond. */
  operator: Address;
  allowed: boolean;
}

/** The call behind {@link setOperator}, for other transaction engines. */
export function setOperatorCall(deployment: Deployment, parameters: SetOperatorParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.ProviderRegistry,
    abi: providerRegistryAbi,
    functionName: 'setOperator',
    args: [parameters.providerId, parameters.operator, parameters.allowed],
  });
}

/**
 * Allows or stops an operator of the provider. Owner only. SPEC PROV 1.
 *
 * @throws NotOwnerError
 *
 * @example
 * const { hash } = await client.setOperator({ providerId: 1, operator: scheduler.address, allowed: true });
 */
export async function setOperator(
  client: AnyClient,
  parameters: SetOperatorParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, setOperatorCall(deployment, parameters), parameters, noOutcome);
}
