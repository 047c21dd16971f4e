import type { Address } from 'viem';
import { jobMarketAbi } from '../../abis/JobMarket.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getVerifier}. */
export interface GetVerifierParameters extends ReadOptions {
  /** 0, the meter quorum, by default. */
  index?: number | undefined;
}

/**
 * The verifier of usage reports with an index. SPEC JOB 5.
 *
 * @example
 * const result = await client.getVerifier({});
 */
export async function getVerifier(client: AnyClient, parameters: GetVerifierParameters = {}): Promise<Address> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.JobMarket,
    abi: jobMarketAbi,
    functionName: 'verifier',
    args: [parameters.index ?? 0],
    blockNumber: parameters.blockNumber,
  });
}
