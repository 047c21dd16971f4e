import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link withdrawFromPool}. */
export interface WithdrawFromPoolParameters {
  /** USDC units. */
  assets: bigint;
  /** By default the sender. */
  receiver?: Address | undefined;
  /** Whose shares; by default the sender’s, else by its allowance. */
  owner?: Address | undefined;
}

/** What came of {@link withdrawFromPool}. */
export interface WithdrawFromPoolOutcome {
  /** Burnt. */
  shares: bigint;
}

/** The call behind {@link withdrawFromPool}, for other transaction engines. */
export function withdrawFromPoolCall(
  deployment: Deployment,
  parameters: WithdrawFromPoolParameters & { receiver: Address; owner: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'withdraw',
    args: [parameters.assets, parameters.receiver, parameters.owner],
  });
}

/**
 * Takes an exact sum out at once, within the daily limit and while nobody queues. SPEC POOL 2.
 *
 * @throws ERC4626ExceededMaxWithdrawError
 *
 * @example
 * await client.withdrawFromPool({ assets: parseUsdc('10') });
 */
export async function withdrawFromPool(
  client: AnyClient,
  parameters: WithdrawFromPoolParameters & WriteOptions,
): Promise<WriteResult<WithdrawFromPoolOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    withdrawFromPoolCall(deployment, {
      ...parameters,
      receiver: parameters.receiver ?? self,
      owner: parameters.owner ?? self,
    }),
    parameters,
    (receipt) => {
      const { shares } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'Withdraw');
      return { shares };
    },
  );
}
