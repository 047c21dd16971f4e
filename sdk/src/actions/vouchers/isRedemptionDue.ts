import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link isRedemptionDue}. */
export interface IsRedemptionDueParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * Whether `closeRedemptions` would give vouchers of a job back now. SPEC POOL 6.
 *
 * @example
 * const due = await client.isRedemptionDue({ jobId });
 */
export async function isRedemptionDue(client: AnyClient, parameters: IsRedemptionDueParameters): Promise<boolean> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'due',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
