import type { Address } from 'viem';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getOrderNonce}. */
export interface GetOrderNonceParameters extends ReadOptions {
  account: Address;
  /** 0 by default; orders under different keys do not wait for each other. */
  key?: bigint | undefined;
}

/**
 * The next nonce of a payer's orders under one key, the key included. SPEC JOB 4.
 *
 * @example
 * const result = await client.getOrderNonce({ account });
 */
export async function getOrderNonce(client: AnyClient, parameters: GetOrderNonceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'nonces',
    args: [parameters.account, parameters.key ?? 0n],
    blockNumber: parameters.blockNumber,
  });
}
