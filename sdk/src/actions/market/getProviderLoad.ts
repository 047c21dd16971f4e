import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getProviderLoad}. */
export interface GetProviderLoadParameters extends ReadOptions {
  providerId: number;
}

/**
 * How much a provider has open: jobs not yet final, and USDC units paid early and still inside a dispute window. SPEC JOB 8.
 *
 * @example
 * const { openJobs, atRisk } = await client.getProviderLoad({ providerId: 1 });
 */
export async function getProviderLoad(
  client: AnyClient,
  parameters: GetProviderLoadParameters,
): Promise<{ openJobs: bigint; atRisk: bigint }> {
  const { contracts } = await deploymentOf(client, parameters);
  const [openJobs, atRisk] = await read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'providerLoad',
    args: [parameters.providerId],
    blockNumber: parameters.blockNumber,
  });
  return { openJobs, atRisk };
}
