import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteVoucherRefund}. */
export interface QuoteVoucherRefundParameters extends ReadOptions {
  /** See `voucherTokenId`. */
  tokenId: bigint;
  units: number;
}

/**
 * What `refundVouchers` would give now, USDC units; 0 while it would be refused. SPEC POOL 6.
 *
 * @example
 * const amount = await client.quoteVoucherRefund({ tokenId, units: 10 });
 */
export async function quoteVoucherRefund(client: AnyClient, parameters: QuoteVoucherRefundParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'refundOf',
    args: [parameters.tokenId, parameters.units],
    blockNumber: parameters.blockNumber,
  });
}
