import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link quoteRedemption}. */
export interface QuoteRedemptionParameters extends ReadOptions {
  tokenId: bigint;
  units: number;
  /** Seconds. */
  duration: number;
}

/**
 * How many resource vouchers a job would take, see `vouchersFor`. SPEC POOL 6.
 *
 * @example
 * const vouchers = await client.quoteRedemption({ tokenId, units: 8, duration: 3_600 });
 */
export async function quoteRedemption(client: AnyClient, parameters: QuoteRedemptionParameters): Promise<number> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'quote',
    args: [parameters.tokenId, parameters.units, parameters.duration],
    blockNumber: parameters.blockNumber,
  });
}
