import type { Address } from 'viem';
import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getOpenRedemptions}. */
export interface GetOpenRedemptionsParameters extends ReadOptions {
  account: Address;
}

/**
 * Redemptions of an account that are not closed. SPEC POOL 6.
 *
 * @example
 * const count = await client.getOpenRedemptions({ account });
 */
export async function getOpenRedemptions(client: AnyClient, parameters: GetOpenRedemptionsParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'openRedemptions',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
