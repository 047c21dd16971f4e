import type { Address } from 'viem';
import { tokenVestingAbi } from '../../abis/TokenVesting.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getBoughtUsd}. */
export interface GetBoughtUsdParameters extends ReadOptions {
  buyer: Address;
}

/**
 * What a buyer of the private sale has bought for in all, USD with 6 decimals; at most 100,000. SPEC TOK 6.
 *
 * @example
 * const bought = await client.getBoughtUsd({ buyer });
 */
export async function getBoughtUsd(client: AnyClient, parameters: GetBoughtUsdParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.TokenVesting,
    abi: tokenVestingAbi,
    functionName: 'boughtUsd',
    args: [parameters.buyer],
    blockNumber: parameters.blockNumber,
  });
}
