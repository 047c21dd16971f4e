import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link redeemFromPool}. */
export interface RedeemFromPoolParameters {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
  /** By default the sender. */
  receiver?: Address | undefined;
  /** Whose shares; by default the sender’s, else by its allowance. */
  owner?: Address | undefined;
}

/** What came of {@link redeemFromPool}. */
export interface RedeemFromPoolOutcome {
  /** USDC units. */
  assets: bigint;
}

/** The call behind {@link redeemFromPool}, for other transaction engines. */
export function redeemFromPoolCall(
  deployment: Deployment,
  parameters: RedeemFromPoolParameters & { receiver: Address; owner: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'redeem',
    args: [parameters.shares, parameters.receiver, parameters.owner],
  });
}

/**
 * Takes out what shares are worth at once, within the daily limit and while nobody queues. SPEC POOL 2.
 *
 * @throws ERC4626ExceededMaxRedeemError
 *
 * @example
 * await client.redeemFromPool({ shares });
 */
export async function redeemFromPool(
  client: AnyClient,
  parameters: RedeemFromPoolParameters & WriteOptions,
): Promise<WriteResult<RedeemFromPoolOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    redeemFromPoolCall(deployment, {
      ...parameters,
      receiver: parameters.receiver ?? self,
      owner: parameters.owner ?? self,
    }),
    parameters,
    (receipt) => {
      const { assets } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'Withdraw');
      return { assets };
    },
  );
}
