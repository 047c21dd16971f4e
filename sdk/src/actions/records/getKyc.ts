import type { Address } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { Kyc } from './types.js';

/** Parameters of {@link getKyc}. */
export interface GetKycParameters extends ReadOptions {
  account: Address;
}

/**
 * What an attestor said about an account; zeros for nothing. What counts now says {@link getKycLevel}. SPEC PROV 8.
 *
 * @example
 * const { attestor, expiry } = await client.getKyc({ account: owner });
 */
export async function getKyc(client: AnyClient, parameters: GetKycParameters): Promise<Kyc> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'kyc',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  }) as Promise<Kyc>;
}
