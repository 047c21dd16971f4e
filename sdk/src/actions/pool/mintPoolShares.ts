import type { Address } from 'viem';
import { lendingPoolAbi } from '../../abis/LendingPool.js';
import type { Deployment } from '../../deployments/types.js';
import { type ContractCall, contractCall } from '../internal/call.js';
import { deploymentOf } from '../internal/deployment.js';
import { eventIn } from '../internal/outcome.js';
import type { AnyClient, WriteOptions, WriteResult } from '../internal/types.js';
import { accountOf, write } from '../internal/write.js';

/** Parameters of {@link mintPoolShares}. */
export interface MintPoolSharesParameters {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
  /** Who gets the shares; by default the sender. */
  receiver?: Address | undefined;
}

/** What came of {@link mintPoolShares}. */
export interface MintPoolSharesOutcome {
  /** USDC units. */
  assets: bigint;
}

/** The call behind {@link mintPoolShares}, for other transaction engines. */
export function mintPoolSharesCall(
  deployment: Deployment,
  parameters: MintPoolSharesParameters & { receiver: Address },
): ContractCall {
  return contractCall({
    address: deployment.contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'mint',
    args: [parameters.shares, parameters.receiver],
  });
}

/**
 * Lends as much as an exact number of shares costs. SPEC POOL 1.
 *
 * @throws BelowMinimumError, ERC4626ExceededMaxMintError
 *
 * @example
 * const { wait } = await client.mintPoolShares({ shares });
 */
export async function mintPoolShares(
  client: AnyClient,
  parameters: MintPoolSharesParameters & WriteOptions,
): Promise<WriteResult<MintPoolSharesOutcome>> {
  const deployment = await deploymentOf(client, parameters);
  const self = accountOf(client, parameters.account).address;
  return write(
    client,
    mintPoolSharesCall(deployment, { ...parameters, receiver: parameters.receiver ?? self }),
    parameters,
    (receipt) => {
      const { assets } = eventIn(receipt, deployment.contracts.LendingPool, lendingPoolAbi, 'Deposit');
      return { assets };
    },
  );
}
