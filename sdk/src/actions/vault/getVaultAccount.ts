import type { Address } from 'viem';
import { vaultAbi } from '../../abis/Vault.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { VaultAccount } from './types.js';

/** Parameters of {@link getVaultAccount}. */
export interface GetVaultAccountParameters extends ReadOptions {
  account: Address;
}

/**
 * An account's USDC in the vault, available and in escrow. SPEC JOB 2.
 *
 * @example
 * const result = await client.getVaultAccount({ account });
 */
export async function getVaultAccount(client: AnyClient, parameters: GetVaultAccountParameters): Promise<VaultAccount> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.Vault,
    abi: vaultAbi,
    functionName: 'accountOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
