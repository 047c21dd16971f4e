import type { Address } from 'viem';
import { voucherDeskAbi } from '../../abis/VoucherDesk.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVoucherWallet}. */
export interface GetVoucherWalletParameters extends ReadOptions {
  account: Address;
}

/**
 * The payer of the jobs that redeem an account's resource vouchers. SPEC POOL 6.
 *
 * @example
 * const wallet = await client.getVoucherWallet({ account });
 */
export async function getVoucherWallet(client: AnyClient, parameters: GetVoucherWalletParameters): Promise<Address> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.VoucherDesk,
    abi: voucherDeskAbi,
    functionName: 'walletOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
