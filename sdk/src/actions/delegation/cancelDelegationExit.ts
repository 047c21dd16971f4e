import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link cancelDelegationExit}. */
export interface CancelDelegationExitParameters {
  providerId: number;
}

/** What came of {@link cancelDelegationExit}. */
export interface CancelDelegationExitOutcome {
  /** What stays after all. */
  shares: bigint;
}

/** The call behind {@link cancelDelegationExit}, for other transaction engines. */
export function cancelDelegationExitCall(
  deployment: Deployment,
  parameters: CancelDelegationExitParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'cancelExit',
    args: [parameters.providerId],
  });
}

/**
 * Lets all exiting shares of a delegation stay. SPEC PROV 6.
 *
 * @throws NoExitRequestedError
 *
 * @example
 * const { hash, wait } = await client.cancelDelegationExit({ providerId: 1 });
 */
export async function cancelDelegationExit(
  client: AnyClient,
  parameters: CancelDelegationExitParameters & WriteOptions,
): Promise<WriteResult<CancelDelegationExitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, cancelDelegationExitCall(deployment, parameters), parameters, (receipt) => {
    const { shares } = eventIn(
      receipt,
      deployment.contracts.BondDelegation,
      bondDelegationAbi,
      'DelegationExitCancelled',
    );
    return { shares };
  });
}
