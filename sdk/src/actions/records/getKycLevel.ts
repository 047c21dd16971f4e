import type { Address } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { KycLevel } from './types.js';

/** Parameters of {@link getKycLevel}. */
export interface GetKycLevelParameters extends ReadOptions {
  account: Address;
}

/**
 * The KYC level that counts now: None once expired, revoked, or of a disowned attestor. SPEC PROV 8.
 *
 * @example
 * const level = await client.getKycLevel({ account: owner });
 */
export async function getKycLevel(client: AnyClient, parameters: GetKycLevelParameters): Promise<KycLevel> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'kycLevelOf',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  }) as Promise<KycLevel>;
}
