import { jobMarketAbi } from '../../abis/JobMarket.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { noOutcome } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link invalidateNonce}. */
export interface InvalidateNonceParameters {
  /** Key of the keyed nonce, 0 by default. */
  key?: bigint | undefined;
}

/** The call behind {@link invalidateNonce}, for other transaction engines. */
export function invalidateNonceCall(deployment: Deployment, parameters: InvalidateNonceParameters): ContractCall {
  return contractCall({
    address: deployment.contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'invalidateNonce',
    args: [parameters.key ?? 0n],
  });
}

/**
 * Voids the account's next order nonce under one key, so that a signed order cannot be opened any more. SPEC JOB 4.
 *
 * @example
 * const { hash } = await client.invalidateNonce({ key: 0n });
 */
export async function invalidateNonce(
  client: AnyClient,
  parameters: InvalidateNonceParameters & WriteOptions,
): Promise<WriteResult> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, invalidateNonceCall(deployment, parameters), parameters, noOutcome);
}
