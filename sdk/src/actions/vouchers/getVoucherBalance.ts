import type { Address } from 'viem';
import { vouchersAbi } from '../../abis/Vouchers.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVoucherBalance}. */
export interface GetVoucherBalanceParameters extends ReadOptions {
  account: Address;
  tokenId: bigint;
}

/**
 * Vouchers of one id that an account holds. SPEC POOL 6.
 *
 * @example
 * const units = await client.getVoucherBalance({ account, tokenId });
 */
export async function getVoucherBalance(client: AnyClient, parameters: GetVoucherBalanceParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'balanceOf',
    args: [parameters.account, parameters.tokenId],
    blockNumber: parameters.blockNumber,
  });
}
