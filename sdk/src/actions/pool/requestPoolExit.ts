import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link requestPoolExit}. */
export interface RequestPoolExitParameters {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
  /** Who may cancel and claim; by default the sender. */
  controller?: Address | undefined;
  /** Whose shares; by default the sender’s. */
  owner?: Address | undefined;
}

/** What came of {@link requestPoolExit}. */
export interface RequestPoolExitOutcome {
  requestId: bigint;
}

/** The call behind {@link requestPoolExit}, for other transaction engines. */
export function requestPoolExitCall(
  deployment: Deployment,
  parameters: RequestPoolExitParameters & { controller: Address; owner: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'requestRedeem',
    args: [parameters.shares, parameters.controller, parameters.owner],
  });
}

/**
 * Joins the exit queue with shares. SPEC POOL 2.
 *
 * @throws ZeroAmountError, RequestTooSmallError
 *
 * @example
 * const { wait } = await client.requestPoolExit({ shares });
 */
export async function requestPoolExit(
  client: AnyClient,
  parameters: RequestPoolExitParameters & WriteOptions,
): Promise<WriteResult<RequestPoolExitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    requestPoolExitCall(deployment, {
      ...parameters,
      controller: parameters.controller ?? self,
      owner: parameters.owner ?? self,
    }),
    parameters,
    (receipt) => {
      const { requestId } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'RedeemRequest');
      return { requestId };
    },
  );
}
