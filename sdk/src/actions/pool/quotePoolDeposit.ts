import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quotePoolDeposit}. */
export interface QuotePoolDepositParameters extends ReadOptions {
  /** USDC units. */
  assets: bigint;
}

/**
 * Shares of rUSDC (12 decimals) that a deposit gives now. SPEC POOL 1.
 *
 * @example
 * const shares = await client.quotePoolDeposit({ assets: parseUsdc('100') });
 */
export async function quotePoolDeposit(client: AnyClient, parameters: QuotePoolDepositParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'previewDeposit',
    args: [parameters.assets],
    blockNumber: parameters.blockNumber,
  });
}
