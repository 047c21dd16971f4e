import { lendingPoolAbi } from '../../abis/LendingPool.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quotePoolMint}. */
export interface QuotePoolMintParameters extends ReadOptions {
  /** Of rUSDC, 12 decimals. */
  shares: bigint;
}

/**
 * USDC units that so many new shares cost now. SPEC POOL 1.
 *
 * @example
 * const assets = await client.quotePoolMint({ shares });
 */
export async function quotePoolMint(client: AnyClient, parameters: QuotePoolMintParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.LendingPool,
    abi: lendingPoolAbi,
    functionName: 'previewMint',
    args: [parameters.shares],
    blockNumber: parameters.blockNumber,
  });
}
