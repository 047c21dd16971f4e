import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link depositToPool}. */
export interface DepositToPoolParameters {
  /** USDC units, by the account’s allowance to the pool. */
  assets: bigint;
  /** Who gets the shares; by default the sender. */
  receiver?: Address | undefined;
}

/** What came of {@link depositToPool}. */
export interface DepositToPoolOutcome {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
}

/** The call behind {@link depositToPool}, for other transaction engines. */
export function depositToPoolCall(
  deployment: Deployment,
  parameters: DepositToPoolParameters & { receiver: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'deposit',
    args: [parameters.assets, parameters.receiver],
  });
}

/**
 * Lends USDC to the pool for shares of rUSDC. SPEC POOL 1.
 *
 * @throws BelowMinimumError, ERC4626ExceededMaxDepositError
 *
 * @example
 * const { wait } = await client.depositToPool({ assets: parseUsdc('1000') });
 */
export async function depositToPool(
  client: AnyClient,
  parameters: DepositToPoolParameters & WriteOptions,
): Promise<WriteResult<DepositToPoolOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    depositToPoolCall(deployment, { ...parameters, receiver: parameters.receiver ?? self }),
    parameters,
    (receipt) => {
      const { shares } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'Deposit');
      return { shares };
    },
  );
}
