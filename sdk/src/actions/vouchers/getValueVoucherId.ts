import { vouchersAbi } from '../../abis/Vouchers.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * The id of value vouchers sold now. SPEC POOL 6.
 *
 * @example
 * const tokenId = await client.getValueVoucherId();
 */
export async function getValueVoucherId(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'currentValueId',
    blockNumber: parameters.blockNumber,
  });
}
