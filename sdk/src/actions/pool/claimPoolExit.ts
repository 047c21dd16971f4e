import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link claimPoolExit}. */
export interface ClaimPoolExitParameters {
  requestId: bigint;
  /** By default the sender. */
  receiver?: Address | undefined;
  /** By default the sender; another’s as its operator. */
  controller?: Address | undefined;
}

/** What came of {@link claimPoolExit}. */
export interface ClaimPoolExitOutcome {
  /** USDC units. */
  assets: bigint;
}

/** The call behind {@link claimPoolExit}, for other transaction engines. */
export function claimPoolExitCall(
  deployment: Deployment,
  parameters: ClaimPoolExitParameters & { receiver: Address; controller: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'claimRedeem',
    args: [parameters.requestId, parameters.receiver, parameters.controller],
  });
}

/**
 * Fetches the USDC of what is filled of a request. SPEC POOL 2.
 *
 * @throws UnknownRequestError, NotControllerError, NothingClaimableError
 *
 * @example
 * await client.claimPoolExit({ requestId });
 */
export async function claimPoolExit(
  client: AnyClient,
  parameters: ClaimPoolExitParameters & WriteOptions,
): Promise<WriteResult<ClaimPoolExitOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    claimPoolExitCall(deployment, {
      ...parameters,
      receiver: parameters.receiver ?? self,
      controller: parameters.controller ?? self,
    }),
    parameters,
    (receipt) => {
      const { assets } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'RedeemClaimed');
      return { assets };
    },
  );
}
