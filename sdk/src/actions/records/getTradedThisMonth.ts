import type { Address } from 'viem';
import { providerRecordsAbi } from '../../abis/ProviderRecords.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getTradedThisMonth}. */
export interface GetTradedThisMonthParameters extends ReadOptions {
  account: Address;
}

/**
 * USDC units counted for an account in the present month of 30 days; 0 while trading asks for no KYC. SPEC PROV 8.
 *
 * @example
 * const traded = await client.getTradedThisMonth({ account: buyer });
 */
export async function getTradedThisMonth(client: AnyClient, parameters: GetTradedThisMonthParameters): Promise<bigint> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ProviderRecords,
    abi: providerRecordsAbi,
    functionName: 'tradedThisMonth',
    args: [parameters.account],
    blockNumber: parameters.blockNumber,
  });
}
