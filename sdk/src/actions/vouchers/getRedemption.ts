import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Redemption } from './types.js';

/** Parameters of {@link getRedemption}. */
export interface GetRedemptionParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * The vouchers behind a job; none for a job that redeems nothing or was closed. SPEC POOL 6.
 *
 * @example
 * const { holder, vouchers } = await client.getRedemption({ jobId });
 */
export async function getRedemption(client: AnyClient, parameters: GetRedemptionParameters): Promise<Redemption> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'redemption',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
