import { vouchersAbi } from '../../abis/Vouchers.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/**
 * Value vouchers in circulation; the vault holds 100 USDC for each. SPEC POOL 6.
 *
 * @example
 * const count = await client.getValueVoucherSupply();
 */
export async function getValueVoucherSupply(client: AnyClient, parameters: ReadOptions = {}): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vouchers,
    abi: vouchersAbi,
    functionName: 'valueSupply',
    blockNumber: parameters.blockNumber,
  });
}
