import { vouchersAbi } from '../../abis/Vouchers.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVoucherSupply}. */
export interface GetVoucherSupplyParameters extends ReadOptions {
  tokenId: bigint;
}

/**
 * Vouchers of one id in circulation. SPEC POOL 6.
 *
 * @example
 * const units = await client.getVoucherSupply({ tokenId });
 */
export async function getVoucherSupply(client: AnyClient, parameters: GetVoucherSupplyParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'totalSupply',
    args: [parameters.tokenId],
    blockNumber: parameters.blockNumber,
  });
}
