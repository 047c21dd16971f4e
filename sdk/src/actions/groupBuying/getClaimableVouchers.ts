import type { Address } from 'viem';
import { groupBuyAbi } from '../../abis/GroupBuy.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getClaimableVouchers}. */
export interface GetClaimableVouchersParameters extends ReadOptions {
  account: Address;
  /** See `voucherTokenId`. */
  tokenId: bigint;
}

/**
 * Vouchers that `claimVouchers` would mint: of a pledge, or back from jobs. SPEC POOL 6.
 *
 * @example
 * const units = await client.getClaimableVouchers({ account, tokenId: voucherTokenId(1n, 0) });
 */
export async function getClaimableVouchers(
  client: AnyClient,
  parameters: GetClaimableVouchersParameters,
): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.GroupBuy,
    abi: groupBuyAbi,
    functionName: 'claimableOf',
    args: [parameters.account, parameters.tokenId],
    blockNumber: parameters.blockNumber,
  });
}
