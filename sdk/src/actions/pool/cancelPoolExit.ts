import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link cancelPoolExit}. */
export interface CancelPoolExitParameters {
  requestId: bigint;
  /** By default the sender; another’s as its operator. */
  controller?: Address | undefined;
}

/** What came of {@link cancelPoolExit}. */
export interface CancelPoolExitOutcome {
  /** Given back. */
  shares: bigint;
}

/** The call behind {@link cancelPoolExit}, for other transaction engines. */
export function cancelPoolExitCall(
  deployment: Deployment,
  parameters: CancelPoolExitParameters & { controller: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'cancelRedeemRequest',
    args: [parameters.requestId, parameters.controller],
  });
}

/**
 * Takes back what is not filled of a request, and its place is lost. SPEC POOL 2.
 *
 * @throws UnknownRequestError, NotControllerError, NothingPendingError
 *
 * @example
 * await client.cancelPoolExit({ requestId });
 */
export async function cancelPoolExit(
  client: AnyClient,
  parameters: CancelPoolExitParameters & WriteOptions,
): Promise<WriteResult<CancelPoolExitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    cancelPoolExitCall(deployment, { ...parameters, controller: parameters.controller ?? self }),
    parameters,
    (receipt) => {
      const { shares } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'RedeemRequestCancelled');
      return { shares };
    },
  );
}
