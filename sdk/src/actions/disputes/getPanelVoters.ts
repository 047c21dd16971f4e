import type { Address } from 'viem';
import { arbiterPanelAbi } from '../../abis/ArbiterPanel.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';

/** Parameters of {@link getPanelVoters}. */
export interface GetPanelVotersParameters extends ReadOptions {
  jobId: bigint;
}

/**
 * Who voted in a case, in the order of their seats. SPEC JOB 9.
 *
 * @example
 * const voters = await client.getPanelVoters({ jobId: 7n });
 */
export async function getPanelVoters(
  client: AnyClient,
  parameters: GetPanelVotersParameters,
): Promise<readonly Address[]> {
  const { contracts } = await deploymentOf(client, parameters);
  return read(client, {
    address: contracts.ArbiterPanel,
    abi: arbiterPanelAbi,
    functionName: 'voters',
    args: [parameters.jobId],
    blockNumber: parameters.blockNumber,
  });
}
