import { vouchersAbi } from '../../abis/Vouchers.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { VoucherKind } from './types.js';

/** Parameters of {@link getVoucherKind}. */
export interface GetVoucherKindParameters extends ReadOptions {
  tokenId: bigint;
}

/**
 * What a refund of a voucher is reckoned by, and when it expires. SPEC POOL 6.
 *
 * @example
 * const { price, expiresAt } = await client.getVoucherKind({ tokenId });
 */
export async function getVoucherKind(client: AnyClient, parameters: GetVoucherKindParameters): Promise<VoucherKind> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'kindOf',
    args: [parameters.tokenId],
    blockNumber: parameters.blockNumber,
  });
}
