import type { Address } from 'viem';
import { referralsAbi } from '../../abis/Referrals.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getCreditWallet}. */
export interface GetCreditWalletParameters extends ReadOptions {
  account: Address;
}

/**
 * Where an account's credit is; `getVaultAccount` of it tells how much. SPEC USER 3.
 *
 * @example
 * const wallet = await client.getCreditWallet({ account });
 * const { available } = await client.getVaultAccount({ account: wallet });
 */
export async function getCreditWallet(client: AnyClient, parameters: GetCreditWalletParameters): Promise<Address> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Referrals,
    abi: referralsAbi,
    functionName: 'walletOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
