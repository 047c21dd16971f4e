import { maxUint256 } from 'viem';
import { bondDelegationAbi } from '../../abis/BondDelegation.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { write } from '../internal/write.js';

/** Parameters of {@link requestDelegationExit}. */
export interface RequestDelegationExitParameters {
  providerId: number;
  shares: bigint | 'all';
}

/** What came of {@link requestDelegationExit}. */
export interface RequestDelegationExitOutcome {
  /** What joined the exiting part now. */
  shares: bigint;
  releaseTime: bigint;
}

/** The call behind {@link requestDelegationExit}, for other transaction engines. */
export function requestDelegationExitCall(
  deployment: Deployment,
  parameters: RequestDelegationExitParameters,
): ContractCall {
  return contractCall({
    address: deployment.contracts.BondDelegation,
    abi: bondDelegationAbi,
    functionName: 'requestExit',
    args: [parameters.providerId, parameters.shares === 'all' ? maxUint256 : parameters.shares],
  });
}

/**
 * Starts 35 days' notice for shares of a delegation. They earn nothing from then on but stay slashable; a second request
 * starts the notice anew for both. SPEC PROV 6.
 *
 * @throws InsufficientSharesError, ZeroAmountError
 *
 * @example
 * const { hash, wait } = await client.requestDelegationExit({ providerId: 1, shares: 'all' });
 * const { releaseTime } = await wait();
 */
export async function requestDelegationExit(
  client: AnyClient,
  parameters: RequestDelegationExitParameters & WriteOptions,
): Promise<WriteResult<RequestDelegationExitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  return write(client, requestDelegationExitCall(deployment, parameters), parameters, (receipt) => {
    const { shares, releaseTime } = eventIn(
      receipt,
      deployment.contracts.BondDelegation,
      bondDelegationAbi,
      'DelegationExitRequested',
    );
    return { shares, releaseTime };
  });
}
